# ruff: noqa: E501 - the rows of a table stay on one line
"""Phrases by which pages say that something is not there, in many languages. Rows: what a page says, and who says so.

Patterns are matched on folded text (`folding.fold`), and lose their accents as it does. A LABEL is what such a page calls itself and must make up most of a
title or headline; a SENTENCE says it in words and may stand within one. The list is our own, written in 2026 from what
is known of such pages; the sites named beside a row say where its wording is at home, and were not visited for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from crawler.verdicts.folding import unaccented


class Weight(StrEnum):
    """How a phrase speaks."""

    LABEL = "label"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording."""

    language: str
    weight: Weight
    pattern: str
    source: str


L, S = Weight.LABEL, Weight.SENTENCE
_THING = r"(?:web)?(?:page|site|url|link|article|post|story|content|video|course|lesson|tutorial|resource|document|file|item|product|entry|event|recording|repository|project|class|book|blog|profile|address|playlist|podcast|episode|topic|thread|question|answer|job|listing|user|account|material|shop|store)s?"
_THE = r"(?:the|this|that|your|our|requested|a|an)"

NOT_FOUND: tuple[Phrase, ...] = (
    # a bare number after a word is a course's or a road's
    Phrase("*", L, r"(?:http |error |erreur |fehler |errore |erro |fout |błąd |ошибка |помилка |грешка |エラー ?|page |página |pagina |seite |strona |sayfa |hata |virhe |chyba |hiba |eroare |lỗi |σφάλμα |错误 ?|錯誤 ?|오류 ?)(?:code |status )?(?:404|410)\b(?: error| page| gone)?|(?<!\w )(?<![\w-])(?:404|410)\b(?: error| page| gone)?", "RFC 9110 §15.5.5, as servers title it"),
    Phrase("en", L, rf"\b(?:{_THE} )?(?:requested )?{_THING} (?:is |was |could |has |can(?:'t| ?not) )?(?:been )?(?:not (?:be )?(?:found|located|available|exist)|be (?:displayed|found)|unavailable|missing|removed|deleted|expired|gone)\b", "own list; as on default pages of WordPress themes, Drupal, Hugo, Django"),
    Phrase("en", L, r"\b(?:not found|nothing found|nothing here|file not found|object not found|no results found|no such page|does not exist|doesn't exist|^(?:dead|broken) link$|^invalid (?:url|link|page)$|you(?:'re| are| seem| look| appear)(?: to be)? lost)\b", "own list; as on Apache, nginx, WordPress, GitHub Pages"),
    Phrase("en", S, rf"\b(?:we|i)\b(?:'re)?(?:,? [\w']+){{0,8}}? (?:can't|cannot|can not|couldn't|could not|were unable to|was unable to|are unable to|weren't able to|aren't able to|(?:were|was|are|am) not able to|didn't|did not|don't seem to|can't seem to) (?:find|locate|get) (?:\w+ ){{0,3}}(?:{_THING}|what you|anything|it|(?:that|this)[.!]*$)(?:\b|$)", "own list; as on error pages of Microsoft, Atlassian, university sites"),
    Phrase("en", S, rf"\b(?:{_THING}) (?:that )?(?:you(?:'re| are| were|'ve)?) (?:looking|searching|trying|requested|after|reached|followed|attempting|seeking|asked)\b[^.]{{0,60}}?(?:not|n't|no longer|never|moved|removed|gone|deleted|unavailable|missing|lost|expired|found|vanished|disappeared)|\b(?:isn't|is not|aren't|are not) the {_THING} you", "own list; common wording"),
    Phrase("en", S, rf"\b(?:sorry|oops|uh[- ]?oh|whoops|hmm+|oh no|ooops|yikes)\b[^.]{{0,40}}\b(?:{_THING}|what you)\b[^.]{{0,60}}(?:not|n't|no longer|moved|removed|gone|deleted|unavailable|missing|lost|expired|exist)", "own list; common wording"),
    Phrase("en", S, rf"\b{_THING}\b[^.]{{0,40}}\b(?:is|are|was|has|have|does|may|might|been)\b[^.]{{0,30}}\b(?:no longer (?:available|exists?|offered|active|here|online|supported|accessible|maintained|open|running|with us|being offered)|not available|unavailable|been (?:removed|deleted|retired|archived and removed|discontinued|taken down|withdrawn|unpublished|sunset|closed)|ceased to exist|doesn't exist|does not exist|not exist|isn't available|isn't here|is missing|gone missing)", "own list; as on course and shop platforms: Udemy, Coursera, Shopify"),
    Phrase("en", S, rf"\bthere(?:'s| is| was|'re| are) (?:nothing|no (?:such )?{_THING})\b[^.]{{0,20}}\b(?:here|at this|found|with|there|by that|to see)", "own list; as on GitHub Pages, Notion, Tumblr"),
    Phrase("en", S, rf"\b(?:this|that|the) {_THING} (?:isn't|is not|wasn't|was not|doesn't|does not|no longer) (?:available|exist|exists|found|here|working|there|public|published|online|valid)", "own list; as on Facebook, Instagram, YouTube, Vimeo"),
    Phrase("en", S, r"\b(?:has|have) (?:left the building|moved on|been retired|shut down|closed its doors)\b|\bthis (?:site|blog|service|project|website|journal) (?:has (?:been )?(?:shut ?down|closed|deleted|removed|suspended|discontinued|moved)|is (?:closed|discontinued|no more|gone|suspended))", "own list; closing notices"),
    Phrase("en", S, rf"\bthe (?:author|owner|creator|publisher|administrator|instructor|seller|poster|organi[sz]er|host)s? (?:of this \w+ )?(?:has|have)? ?(?:deleted|removed|unpublished|closed|taken down) (?:this|the|his|her|their|its) {_THING}\b|\bthere is currently no text in this page\b", "own list; as on WordPress.com, Medium, MediaWiki"),
    Phrase("en", S, rf"\b(?:we|you)(?:'ve| have| seem to have| must have)? (?:lost|misplaced) (?:that|this|the|your) {_THING}\b|\bno (?:\w+ )?(?:posts?|results?|pages?|entr(?:y|ies)|articles?|content) (?:were |was )?(?:found\b|match(?:ed|es)?\b)", "own list; as on WordPress themes"),
    Phrase("en", S, r"^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,} (?:is no longer available|(?:doesn't|does not) exist|(?:has been|was) deleted)\b", "own list; as on WordPress.com, Tumblr"),
    Phrase("en", S, r"\b(?:url|address|link|path)\b[^.]{0,40}\b(?:does|did)(?: not|n't) (?:match|lead to|point to) any", "own list; common wording"),
    Phrase("en", S, rf"\brequested {_THING}\b.{{0,120}}\b(?:(?:could|can|was|were|is|has)(?: ?not|n't)(?: been| be)? (?:found|located)|does(?: not|n't) exist)|^(?:the|requested|this) (?:\S+ ){{1,5}}(?:was|were|is|could|can) ?not (?:be )?found[.!]*$|\bthis (?:listing|auction|offer|job|position|vacancy|advertisement|ad|sale) (?:has |is )?(?:ended|expired|over|closed|(?:been )?filled)", "own list; as on Drupal, OpenReview, eBay, job boards"),
    Phrase("de", S, r"\bsteh(?:t|en) (?:\w+ ){0,2}nicht (?:mehr )?(?:zur verfügung|bereit)\b", "own list; common wording"),
    Phrase("de", S, r"\b(?:unter|an|zu) (?:dieser|der angegebenen|ihrer) (?:adresse|url|stelle)\b[^.]{0,30}\b(?:keine?|nichts)\b|\bkeine (?:passende |entsprechende )?seite (?:\w+ )?(?:gefunden|hinterlegt|vorhanden)|\bseite (?:ist )?nicht (?:da|mehr da|hier)\b", "own list; common wording"),
    Phrase("de", L, r"\b(?:(?:die )?(?:seite|datei|artikel|inhalt|dokument|beitrag|kurs|video|adresse|objekt|eintrag|webseite) )?(?:wurde |ist |konnte )?(?:leider )?(?:nicht (?:gefunden|vorhanden|verfügbar|mehr verfügbar|mehr vorhanden|existent)|existiert nicht)\b|\bnichts gefunden\b", "own list; as on TYPO3, WordPress de_DE"),
    Phrase("de", S, r"\b(?:seite|inhalt|artikel|beitrag|kurs|video|dokument|link|adresse|angebot|datei|lektion|veranstaltung|produkt)\b[^.]{0,70}\b(?:nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|existiert|erreichbar|angeboten|finden|auffindbar)|existiert (?:leider )?nicht|gibt es (?:leider )?nicht|wurde (?:leider )?(?:gelöscht|entfernt|verschoben)|gelöscht|entfernt|abgelaufen|ausgelaufen)", "own list; as on TYPO3, Spiegel, Heise, Joomla de-DE"),
    Phrase("de", S, r"\b(?:wir|ich) (?:konnten?|können|kann) (?:\w+ ){0,4}(?:seite|inhalt|artikel|beitrag|kurs|gesuchte[ns]?|angeforderte[ns]?)\b[^.]{0,40}nicht (?:finden|mehr finden|auffinden)", "own list; common wording"),
    Phrase("fr", L, r"\b(?:(?:la |cette )?(?:page|ressource|article|contenu|fichier|document|vidéo|video|cours|adresse) )?(?:est |n'a pas été |non |pas )?(?:introuvable|trouvée?s?|inexistante?|plus disponible|n'existe (?:pas|plus)|a été (?:supprimée?|retirée?))\b", "own list; as on WordPress fr_FR, SPIP"),
    Phrase("fr", S, r"\b(?:page|article|contenu|cours|vidéo|document|lien|ressource|leçon|fichier|site|produit|annonce)\b[^.]{0,70}(?:n'existe (?:pas|plus)|n'est (?:pas|plus) (?:disponible|accessible|en ligne)|(?:est |semble )?introuvable|n'a (?:pas|pu) (?:été |être )?(?:pas )?(?:été )?trouvée?|a été (?:supprimée?|retirée?|déplacée?)|pas trouvée?)", "own list; as on Le Monde, service-public.fr, SPIP"),
    Phrase("fr", S, r"\bnous (?:n'avons|ne parvenons|n'arrivons|ne trouvons) pas\b[^.]{0,40}\b(?:page|contenu|article|ce que vous)|\bimpossible de trouver\b", "own list; common wording"),
    Phrase("es", L, r"\b(?:(?:la |esta )?(?:página|pagina|recurso|artículo|contenido|archivo|curso|vídeo|video|enlace) )?(?:no (?:encontrad[oa]|existe|disponible|se (?:ha )?(?:encontr(?:ó|ado|ada)|pudo encontrar)|está disponible)|inexistente)\b|\bnada encontrado\b", "own list; as on WordPress es_ES, Moodle"),
    Phrase("es", S, r"\b(?:página|pagina|artículo|contenido|curso|vídeo|video|enlace|recurso|documento|lección|sitio|producto|archivo)\b[^.]{0,70}(?:no (?:existe|está (?:ya )?disponible|se (?:ha )?(?:encuentra|encontró|encontrado|pudo encontrar)|fue encontrad[oa]|pudo ser encontrad[oa]|ha sido encontrad[oa]|disponible)|ya no (?:existe|está|se)|ha sido (?:eliminad[oa]|borrad[oa]|retirad[oa]|movid[oa])|fue (?:eliminad[oa]|borrad[oa]|retirad[oa]|movid[oa]))", "own list; as on El País, Moodle, Joomla es-ES"),
    Phrase("es", S, r"\bno (?:hemos podido|pudimos|podemos|conseguimos|logramos) (?:encontrar|localizar)\b|\bno encontramos (?:la|esa|esta|el|lo que)\b", "own list; common wording"),
    Phrase("pt", L, r"\b(?:(?:a |esta )?(?:página|pagina|recurso|artigo|conteúdo|arquivo|curso|vídeo|link) )?(?:não (?:encontrad[oa]|existe|disponível|localizad[oa]|foi encontrad[oa])|inexistente)\b|\bnada encontrado\b", "own list; as on WordPress pt_BR"),
    Phrase("pt", S, r"\b(?:página|artigo|conteúdo|curso|vídeo|link|recurso|documento|aula|site|produto|arquivo)\b[^.]{0,70}(?:não (?:existe|está (?:mais )?disponível|foi (?:possível )?(?:encontrad[oa]|encontrar|localizad[oa])|pôde ser encontrad[oa]|pode ser encontrad[oa]|se encontra)|já não (?:existe|está)|não está mais|foi (?:removid[oa]|excluíd[oa]|apagad[oa]|movid[oa]|eliminad[oa]))|\bnão (?:conseguimos|foi possível|encontramos|pudemos) (?:encontrar|localizar|a página|o que)", "own list; as on Globo, UOL, Joomla pt-BR"),
    Phrase("it", L, r"\b(?:(?:la )?(?:pagina|risorsa|articolo|contenuto|file|corso|video) )?(?:non (?:trovat[oa]|esiste|disponibile|è stat[oa] trovat[oa])|inesistente)\b|\bnessun risultato\b", "own list; as on WordPress it_IT"),
    Phrase("it", S, r"\b(?:lezione|guida|articolo|risorsa|notizia|scheda)\b[^.]{0,70}non (?:esiste|è più|si trova)", "own list; common wording"),
    Phrase("it", S, r"\b(?:pagina|articolo|contenuto|corso|video|link|risorsa|documento|lezione|sito|prodotto|file)\b[^.]{0,70}(?:non (?:esiste|è (?:più )?(?:online|in linea|accessibile|consultabile|visibile|reperibile|disponibile|presente|stat[oa] trovat[oa]|raggiungibile|attiv[oa])|si trova|trovat[oa])|è stat[oa] (?:rimoss[oa]|eliminat[oa]|spostat[oa]|cancellat[oa]))|\bnon (?:abbiamo trovato|riusciamo a trovare|è stato possibile trovare)", "own list; as on La Repubblica, Joomla it-IT"),
    Phrase("nl", L, r"\b(?:(?:de )?(?:pagina|bestand|artikel|inhoud|cursus|video) )?(?:is |kon )?niet (?:gevonden|beschikbaar|meer beschikbaar)\b|\bbestaat niet\b", "own list; as on WordPress nl_NL"),
    Phrase("nl", S, r"\b(?:pagina|artikel|inhoud|cursus|video|link|document|les|bestand|product)\b[^.]{0,70}(?:niet (?:meer )?(?:gevonden|beschikbaar|bestaat|vinden|bereikbaar)|bestaat (?:helaas )?niet|is (?:verwijderd|verplaatst|verlopen))|\b(?:we|wij) (?:kunnen|konden)\b[^.]{0,50}niet (?:vinden|terugvinden)", "own list; as on NOS, Joomla nl-NL"),
    Phrase("pl", L, r"\b(?:(?:strona|plik|artykuł|treść|kurs|film|zasób) )?(?:nie (?:znaleziono|została znaleziona|istnieje|odnaleziono|jest dostępn[ay])(?: (?:strony|pliku))?|niedostępn[ay])\b", "own list; as on WordPress pl_PL"),
    Phrase("pl", S, r"\bnie ma (?:takie(?:j|go)|tej|tego) (?:stron\w*|adresu|plik\w*|artykuł\w*|kursu|dokumentu)|\bmogł[aoy]? zostać (?:usunięt\w*|przeniesion\w*)", "own list; as on Gazeta, Allegro"),
    Phrase("pl", S, r"\b(?:stron\w*|artykuł\w*|treś\w*|kurs\w*|film\w*|materiał\w*|dokument\w*|link\w*|zasób)\b[^.]{0,70}(?:nie (?:istnieje|została znaleziona|został znaleziony|jest (?:już )?dostępn\w*|możemy|znaleziono)|został[ao]? (?:usunięt\w*|przeniesion\w*))|\bnie (?:znaleźliśmy|możemy znaleźć|udało się znaleźć)", "own list; as on Onet, Joomla pl-PL"),
    Phrase("sv", L, r"\b(?:sidan|artikeln|filen|innehållet|kursen|siden|side) (?:kunde inte|hittades inte|finns inte|saknas|kan inte|ble ikke|blev ikke|finnes ikke|findes ikke|ikke funnet|ikke fundet)\b(?: hittas)?|\bikke (?:funnet|fundet)\b|\bsidan hittades inte\b", "own list; as on WordPress sv_SE, nb_NO, da_DK"),
    Phrase("sv", S, r"\b(?:sidan|artikeln|innehållet|kursen|videon|länken|siden|artikkelen|innholdet)\b[^.]{0,60}(?:finns inte|kunde inte hittas|hittades inte|har tagits bort|har flyttats|är borttagen|finnes ikke|eksisterer ikke|er fjernet|findes ikke|blev ikke fundet)", "own list; as on SVT, NRK, DR"),
    Phrase("tr", L, r"\b(?:sayfa|içerik|dosya|makale|kurs|video)(?:yı|sı|niz)? (?:bulunamadı|bulunamıyor|mevcut değil|yok)\b", "own list; as on WordPress tr_TR"),
    Phrase("tr", S, r"\b(?:aradığınız|istediğiniz|ulaşmaya çalıştığınız)\b[^.]{0,60}(?:bulunamadı|mevcut değil|kaldırıl|silin|bulunmuyor|bulamadık)|\b(?:sayfa|içerik|kurs|video)\b[^.]{0,40}(?:kaldırıl(?:mış|dı)|silin(?:miş|di)|artık (?:mevcut|yayında) değil)", "own list; as on Hürriyet, Joomla tr-TR"),
    Phrase("ru", L, r"(?:страница|файл|статья|материал|документ|курс|видео|запись)? ?(?:не найден[ао]?|не существует|недоступн[ао]|удален[ао]?|удалён)\b|\bничего не найдено\b", "own list; as on WordPress ru_RU, Bitrix"),
    Phrase("ru", S, r"(?:страниц\w*|стать\w*|материал\w*|курс\w*|видео|документ\w*|ссылк\w*|запис\w*|файл\w*|сайт\w*)\b[^.]{0,70}(?:не (?:найден\w*|существует|может быть найден\w*|доступ\w*|удалось найти)|больше (?:не существует|нет|недоступ\w*)|недоступ\w*|был[ао]? (?:удален\w*|удалён\w*|перемещен\w*|перемещён\w*))|\b(?:мы )?не (?:смогли|можем|удалось) найти\b|\bне нашл(?:и|а|ось)\b[^.]{0,20}(?:страниц|материал|стать|курс|ничего)", "own list; as on Habr, Bitrix"),
    Phrase("uk", L, r"(?:сторінк[ауи]|файл|статт[яюі]|матеріал|запис|відео)[^.]{0,12} (?:не (?:знайден\w*|існує)|видален\w*|недоступн\w*)|нічого не знайдено", "own list; as on WordPress uk"),
    Phrase("uk", S, r"(?:сторінк\w*|статт\w*|матеріал\w*|курс\w*|відео)\b[^.]{0,60}(?:не (?:знайден\w*|існує|доступн\w*)|видален\w*)", "own list; as on WordPress uk"),
    Phrase("ja", L, r"(?:お探しの|指定された|ご指定の)?(?:ページ|ファイル|記事|コンテンツ|動画|コース)(?:が|は)?(?:見つかりません(?:でした)?|みつかりません|存在しません|ありません|削除されました)", "own list; as on WordPress ja, Yahoo! Japan"),
    Phrase("ja", S, r"(?:この|該当(?:の|する)|ご指定の)(?:ページ|記事|投稿|動画|商品|情報)[^。]{0,12}(?:削除された|削除され|移動し|変更され|掲載を終了|非公開)", "own list; as on Hatena, note, Nikkei"),
    Phrase("ja", S, r"(?:お探し|ご指定|ご覧になろうと|アクセス|リクエスト)[^。]{0,40}(?:見つかりません|みつかりません|存在しません|ございません|ありません|削除|移動|できません)|(?:ページ|記事|動画|コース|コンテンツ|講座|レッスン)[^。]{0,30}(?:見つかりません|存在しない|存在しません|削除され|公開を終了|終了しました|ご利用いただけません)", "own list; as on Qiita, note, Yahoo! Japan"),
    Phrase("zh", L, r"(?:您|你)?(?:访问的|請求的|请求的|要找的|查找的)?(?:页面|網頁|网页|頁面|文件|文章|内容|內容|课程|視頻|视频)(?:不存在|未找到|找不到|没有找到|沒有找到|已(?:被)?删除|已(?:被)?刪除|无法找到|不见了|丢失)|找不到(?:该|此|您|你|網|网)?(?:请求的|要找的)?(?:页面|網頁|网页|頁面)", "own list; as on Zhihu, CSDN, WordPress zh_CN and zh_TW"),
    Phrase("zh", S, r"(?:抱歉|对不起|對不起|很遗憾|糟糕)[^。]{0,40}(?:不存在|找不到|未找到|无法访问|已(?:被)?(?:删除|刪除|下架|移除)|不可用|丢失)|(?:页面|网页|網頁|頁面|内容|文章|课程|视频|链接)[^。]{0,20}(?:不存在|飞走了|走丢了|不见了|离家出走|已(?:被)?(?:作者|发布者|发布人|用户|管理员|楼主)?(?:自行)?(?:删除|刪除|下架|移除|失效)|已失效|找不到了)", "own list; as on Bilibili, Weibo, CSDN"),
    Phrase("ko", L, r"(?:페이지|문서|파일|게시물|콘텐츠|강의|동영상)(?:를|을|가|이)? ?(?:찾을 수 없(?:습니다|음|어요)|존재하지 않(?:습니다|음|는)|없습니다|삭제되었습니다)", "own list; as on Naver, WordPress ko_KR"),
    Phrase("ko", S, r"존재하지 않는 (?:페이지|게시물|게시글|글|문서|강의|주소|상품|콘텐츠|링크)|삭제(?:되었거나|된 (?:페이지|게시물|게시글|글|문서|콘텐츠))|(?:요청하신|찾으시는|입력하신|방문하시려는)[^.]{0,40}(?:찾을 수 없|존재하지 않|삭제|변경|이동)|(?:게시물|콘텐츠|강의|동영상|문서)[^.]{0,20}(?:삭제되었|더 이상 (?:제공|존재))", "own list; as on Naver, Daum"),
    Phrase("ar", L, r"(?:الصفحة|المحتوى|الملف) (?:غير موجود[ةه]?|غير متوفر[ةه]?|المطلوبة غير موجودة)|لم يتم العثور على", "own list; as on WordPress ar"),
    Phrase("hi", L, r"(?:पृष्ठ|पेज) (?:नहीं मिला|उपलब्ध नहीं|मौजूद नहीं)", "own list; as on WordPress hi_IN"),
    Phrase("cs", L, r"\b(?:stránk[auy]|soubor|článek)\b[^.]{0,20}(?:nenalezen[ao]?|neexistuje|nebyla nalezena|nebyl nalezen)|\bnenalezeno\b", "own list; as on WordPress cs_CZ, sk_SK"),
    Phrase("fi", L, r"\bsivua ei (?:löydy|löytynyt|ole olemassa)\b", "own list; as on WordPress fi"),
    Phrase("hu", L, r"\b(?:az )?oldal nem (?:található|létezik)\b", "own list; as on WordPress hu_HU"),
    Phrase("ro", L, r"\bpagina nu (?:a fost găsită|există|este disponibilă)\b", "own list; as on WordPress ro_RO"),
    Phrase("el", L, r"η σελίδα δεν (?:βρέθηκε|υπάρχει)", "own list; as on WordPress el"),
    Phrase("vi", L, r"\bkhông tìm thấy (?:trang|nội dung)\b|\btrang (?:này )?không tồn tại\b", "own list; as on WordPress vi"),
    Phrase("id", L, r"\bhalaman (?:tidak ditemukan|tidak tersedia|tidak ada)\b", "own list; as on WordPress id_ID"),
    Phrase("he", L, r"(?:הדף|העמוד) (?:לא נמצא|אינו קיים)", "own list; as on WordPress he_IL"),
    Phrase("th", L, r"ไม่พบ(?:หน้า|เพจ)", "own list; as on WordPress th"),
    Phrase("sv", S, r"\b(?:side|siden|sida|sidan|artikk?el\w*|indhold\w*|innhold\w*|innehåll\w*)\b[^.]{0,60}(?:findes|finnes|finns|eksisterer|existerar|kunne|kunde|blev|ble)\b[^.]{0,12}\b(?:ikke|inte)\b", "own list; as on DR, NRK, SVT"),
    Phrase("cs", S, r"\bstránk\w*\b[^.]{0,60}(?:nebyl[ao]? (?:nalezen\w*|nájden\w*)|neexistuje|nenalezen\w*|nebola nájden\w*|nenašl\w*|nelze (?:najít|nalézt|zobrazit)|byla (?:odstraněna|smazána))|\bsa nenašla\b", "own list; as on Seznam, SME"),
    Phrase("sk", L, r"\bstránka (?:sa nenašla|nebola nájdená|neexistuje|nenájdená)\b", "own list; as on WordPress sk_SK"),
    Phrase("sl", L, r"\bstrani? (?:ni bila najdena|ni mogoče najti|ne obstaja|ni najdena)\b", "own list; as on WordPress sl_SI"),
    Phrase("hr", L, r"\bstranic[aeu] (?:nije|nisu|ne) (?:pronađen\w*|nađen\w*|postoji)\b|страница није пронађена|страница не постоји", "own list; as on WordPress hr, sr_RS, bs_BA"),
    Phrase("bg", L, r"страница(?:та)? не (?:е |беше )?(?:намерена|открита|съществува)", "own list; as on WordPress bg_BG"),
    Phrase("ca", L, r"\bno s'ha trobat (?:la |aquesta )?pàgina\b|\bpàgina no trobada\b|\b(?:la |aquesta )?pàgina no existeix\b", "own list; as on WordPress ca"),
    Phrase("lt", L, r"\bpuslapis (?:nerastas|neegzistuoja)\b", "own list; as on WordPress lt_LT"),
    Phrase("lv", L, r"\blapa (?:nav atrasta|neeksistē)\b", "own list; as on WordPress lv"),
    Phrase("et", L, r"\bleh(?:ekülge|te|te ei leitud)? ei leitud\b|\blehte ei (?:leitud|ole)\b", "own list; as on WordPress et"),
    Phrase("fi", S, r"\b(?:sivu|sisältö|artikkeli|tiedosto|kurssi)\w*\b[^.]{0,40}\bei (?:löydy|löytynyt|ole (?:olemassa|saatavilla|enää))", "own list; as on Yle"),
    Phrase("hu", S, r"\boldal\w*\b[^.]{0,40}\bnem (?:található|létezik|elérhető)", "own list; as on Index"),
    Phrase("ro", S, r"\bpagina\b[^.]{0,50}\bnu (?:a (?:fost|putut fi) găsită|există|mai există|este disponibilă)", "own list; as on Digi24"),
    Phrase("el", S, r"σελίδα\b[^.]{0,50}δεν (?:βρέθηκε|υπάρχει|είναι διαθέσιμη)", "own list; as on Kathimerini"),
    Phrase("vi", S, r"\btrang\b[^.]{0,40}không (?:tồn tại|tìm thấy|còn tồn tại)", "own list; as on VnExpress"),
    Phrase("id", S, r"\b(?:halaman|laman|konten|artikel)\b[^.]{0,40}(?:tidak (?:ditemukan|tersedia|ada|dapat ditemukan|dijumpai|wujud)|telah dihapus)", "own list; as on Kompas, Malaysian sites"),
    Phrase("th", S, r"หน้า[^.]{0,30}(?:ไม่มีอยู่|ไม่พบ)|ไม่พบ(?:หน้า|เพจ|เนื้อหา)", "own list; as on Thai PBS"),
    Phrase("hi", S, r"(?:पेज|पृष्ठ|लेख)[^।]{0,40}(?:नहीं मिला|उपलब्ध नहीं|मौजूद नहीं)", "own list; as on Hindi news sites"),
    Phrase("ar", S, r"(?:الصفحة|المحتوى|المقال|الرابط)[^.]{0,50}(?:غير موجود|غير متوفر|غير متاح|لم يتم العثور|لم (?:تعد|يعد) (?:موجود|متاح|متوفر)|لا توجد|تم حذف)", "own list; as on Al Jazeera"),
    Phrase("he", S, r"(?:הדף|העמוד|התוכן)[^.]{0,40}(?:לא נמצא|אינו קיים|לא קיים|הוסר)", "own list; as on Ynet"),
    Phrase("fa", L, r"(?:صفحه|مطلب|محتوا|فایل)[^.]{0,30}(?:یافت نشد|پیدا نشد|وجود ندارد|موجود نیست)", "own list; as on WordPress fa_IR"),
)  # fmt: skip

# titles that such a page may bear without saying more
VAGUE_TITLES = re.compile(
    unaccented(
        r"(?:error|oops!?|ooops|uh[- ]?oh!?|whoops!?|sorry!?|fehler|erreur|errore|erro|fout|błąd|ошибка|エラー|错误|錯誤|오류|hata|hoppla|ups!?"
        r"|something went wrong\.*|an error (?:has )?occurred|page error|error page|lo sentimos|désolé|entschuldigung|desculpe)[!. ]*"
    )
)


# words that title and headline of an error page may share as well: no name
NAMELESS = re.compile(
    unaccented(
        r"error|errors|fehler|erreur|errore|erro|fout|błąd|chyba|hiba|ошибка|huch|hoppla|hupps|hups|oops|ooops|whoops|oeps|oops|vaya|eita|jejda|hoppsan|hoppá|sorry|lost|missing|gone|deleted|removed|unavailable"
        r"|page|pages|site|website|this|that|these|your|with|from|here|have|there|where|something|nothing|wrong|link|broken|content|found"
        r"|seite|diese|dieser|nicht|nichts|leider|pagina|página|cette|esta|este|questa|strona|sidan|siden|страница|страницы|\d+"
    )
)

# how headlines begin that ask about something, where they end in a question mark
ASKED = re.compile(
    unaccented(
        r"(?:what|why|how|when|which|who|where|is|are|do|does|can|was|warum|wieso|wie|wann|welche|pourquoi|comment|quand|quel|que|qu'est|¿?qué|¿?por qué|¿?cómo|¿?cuándo|por que|como|quando|perch[eé]|come|cosa|waarom|wat|hoe|dlaczego|jak|co|почему|что|как|когда|何|なぜ|什么|为什么|怎么|如何|왜|무엇)\b"
    )
)


OTHER_SCRIPTS = frozenset({"ru", "uk", "bg", "ja", "zh", "ko", "ar", "fa", "hi", "el", "he", "th"})


def _rows(weight: Weight, ascii_only: bool) -> Iterator[Phrase]:
    for row in NOT_FOUND:
        if row.weight is weight and not (ascii_only and row.language in OTHER_SCRIPTS):
            yield row


@cache
def compiled(weight: Weight, ascii_only: bool) -> tuple[tuple[re.Pattern[str], Phrase], ...]:
    """The rows of one weight, ready to search with; for plain ASCII those of other scripts are left out."""
    return tuple((re.compile(unaccented(row.pattern)), row) for row in _rows(weight, ascii_only))


@cache
def any_of(weight: Weight, ascii_only: bool) -> re.Pattern[str]:
    """All rows of one weight in one pattern: most pages say none of them."""
    return re.compile("|".join(f"(?:{unaccented(row.pattern)})" for row in _rows(weight, ascii_only)))
