# ruff: noqa: E501 - the rows of a table stay on one line
"""Marks of bot walls, consent walls, log-in walls and parked domains: rows of where to look, for what, and whose it is.

The rows are from what was known of these vendors' answers in 2026; none was tried on a live site while it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeaderMark:
    """A response header that gives a wall away, whatever the status."""

    name: str
    header: str
    pattern: str
    source: str


BOT_HEADERS = (
    HeaderMark("Cloudflare's challenge", "cf-mitigated", r"challenge", "as known in 2026: developers.cloudflare.com: detecting a challenge page response"),
    HeaderMark("AWS WAF's challenge", "x-amzn-waf-action", r"challenge|captcha", "as known in 2026: docs.aws.amazon.com: WAF challenge and CAPTCHA responses"),
)  # fmt: skip

# headers that mean a wall only beside a refusing status (4xx, 5xx)
REFUSAL_HEADERS = (
    HeaderMark("DataDome", "x-datadome", r".", "as known in 2026: docs.datadome.co: response headers"),
    HeaderMark("Imperva Incapsula", "x-iinfo", r".", "as known in 2026: docs.imperva.com: Incapsula headers"),
    HeaderMark("HUMAN (PerimeterX)", "x-px-block", r".", "as known in 2026: docs.humansecurity.com: block response"),
    HeaderMark("DDoS-Guard", "server", r"ddos-guard", "as known in 2026: ddos-guard.net: what its pages answer with"),
    HeaderMark("Akamai's bot manager", "server", r"akamaighost", "as known in 2026: techdocs.akamai.com: edge denial pages carry this Server header"),
    HeaderMark("Sucuri's firewall", "server", r"sucuri", "as known in 2026: docs.sucuri.net: access denied pages"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextMark:
    """Words of a page that has little else to say. `where` is title (title or headings), text (either or the text), or
    markup (the source)."""

    name: str
    where: str
    pattern: str
    source: str


BOT_PAGES = (
    TextMark("Cloudflare's challenge", "title", r"^just a moment\b|^attention required! ?\| ?cloudflare|^please wait\.\.\. \| cloudflare|^un momento\b|^einen moment|^nur einen moment|^un instant\b|^só um momento|^один момент|^請稍候|^请稍候|^しばらくお待ちください|^잠시만", "as known in 2026: challenges.cloudflare.com, by language"),
    TextMark("Cloudflare's challenge", "text", r"checking (?:if the site connection is secure|your browser before)|verif(?:y|ying) you are human|needs to review the security of your connection|enable javascript and cookies to continue|performing security verification", "as known in 2026: challenges.cloudflare.com"),
    TextMark("a block page", "title", r"^(?:\W*)(?:access (?:to this (?:page|site|website) (?:has been |is )?)?(?:denied|blocked|restricted)|(?:403 )?forbidden|denied|request (?:blocked|rejected|denied|unsuccessful)|you(?:'ve| have) been blocked|blocked|zugriff (?:verweigert|verboten|blockiert)|accès (?:refusé|interdit|bloqué)|acceso (?:denegado|prohibido|bloqueado)|acesso (?:negado|bloqueado)|accesso negato|toegang geweigerd|odmowa dostępu|доступ (?:запрещ[её]н|ограничен)|アクセス(?:が)?(?:拒否|制限)|访问被拒绝|拒绝访问|禁止访问|접근(?:이)? (?:거부|차단)|erişim engellendi|åtkomst nekad)", "as known in 2026: Akamai, Imperva, AWS and local editions"),
    TextMark("a test for robots", "title", r"robot check|are you (?:a )?(?:human|robot)|human verification|bot (?:verification|detection|check)|security (?:check(?:point)?|verification)|captcha|pardon our interruption|one more step|client challenge|vercel security checkpoint|verify(?:ing)? (?:that )?you(?:'re| are) (?:a )?(?:human|not)|unusual (?:traffic|activity)|prove you(?:'re| are) (?:a )?human|browser check|ddos[- ]guard|sicherheits(?:prüfung|überprüfung|abfrage)|bist du ein (?:mensch|roboter)|sind sie ein (?:mensch|roboter)|vérification (?:de sécurité|humaine)|êtes-vous (?:un )?(?:humain|robot)|verificación de seguridad|eres (?:un )?(?:humano|robot)|verificação de segurança|verifica di sicurezza|проверка (?:безопасности|браузера)|вы не робот|подтвердите, что|ロボットではない|安全验证|人机验证|安全驗證|보안 ?확인|로봇이 아닙니다", "as known in 2026: Amazon, Imperva, PerimeterX, Vercel, Yandex, Baidu"),
    TextMark("a test for robots", "text", r"(?:to discuss automated access|enter the characters you see|unusual traffic from your|detected unusual (?:activity|traffic)|confirm (?:that )?you(?:'re| are) (?:a )?(?:human|not a (?:ro)?bot)|(?:press|click) (?:&|and) hold|complete the (?:security check|captcha)|solve (?:this|the) captcha|i'?m not a robot|you(?:'re| are) not a (?:ro)?bot|are you a (?:ro)?bot|automated (?:requests|access|queries)|ray id|incapsula incident|your (?:ip|request) (?:address )?(?:has been|was) (?:blocked|banned)|blocked by (?:our|the) (?:security|network)|why have i been blocked|please (?:enable|turn on) (?:js|javascript) and (?:disable|turn off)|bestätigen sie, dass sie (?:kein roboter|ein mensch)|confirmez que vous (?:êtes humain|n'êtes pas un robot)|confirma que (?:eres humano|no eres un robot)|подтвердите, что (?:вы не робот|запросы))", "as known in 2026: Amazon, Google, PerimeterX, DataDome, Imperva"),
    TextMark("a test for robots", "markup", r"geo\.captcha-delivery\.com|px-captcha|_incapsula_resource|/_sec/cp_challenge|awswafcookiedomainlist|challenge\.js\?.{0,80}awswaf|window\._cf_chl_opt|cf-turnstile-response|ddos-guard/js-challenge|checking-browser\.|/sgcaptcha/|anubis_challenge|within\.website/x/cmd/anubis", "as known in 2026: DataDome, PerimeterX, Imperva, Akamai, AWS WAF, Cloudflare, SiteGround, Anubis"),
    TextMark("Anubis's challenge", "title", r"making sure you(?:'|&#39;)re not a bot", "as known in 2026: anubis.techaro.lol"),
    TextMark("a test for robots", "title", r"^one moment,? please|^hold on\.\.\.$|^establishing a secure connection|^checking (?:that )?you are not a bot|^please wait while (?:we|your request)|^sina visitor system|^verifying your browser|^tunggu sebentar|^um momento|^安全验证|百度安全验证|^访问验证|^滑动验证|^인증 확인", "as known in 2026: Imunify360, Bunny Shield, Weibo, Baidu, Aliyun"),
    TextMark("a firewall", "text", r"the requested url was rejected\. please consult with your administrator|web page blocked!|your access to this (?:site|service) has been limited|generated by wordfence|mod_security|your request has been blocked as it may|this website is using a security service to protect itself|sucuri website firewall|blocked by (?:the )?(?:fortiguard|fortiweb|barracuda)|access to this (?:site|page|resource) (?:was|is|has been) (?:denied|blocked|restricted|limited)", "as known in 2026: F5 BIG-IP ASM, FortiWeb, Wordfence, ModSecurity, Aliyun, StackPath, Sucuri"),
    TextMark("a test for robots", "markup", r"window\.kpsdk|/149e9513-01fa-4fb0-aad4-566afd725d1b/|acw_sc__v2|aliyun_waf|_guard/(?:auto|slide)\.js|/\.well-known/sgcaptcha|imunify360|wsidchk|radware|perfdrive\.com|/haproxy-protection|bunnyshield|queue-it\.net", "as known in 2026: Kasada, Aliyun WAF, GoEdge, Imunify360, Radware, Bunny, Queue-it"),
)  # fmt: skip

WALL_ADDRESSES = re.compile(
    r"^https?://(?:[^/]*\.queue-it\.net|validate\.perfdrive\.com|passport\.weibo\.(?:com|cn)/visitor|[^/]+/(?:sorry/|showcaptcha|cdn-cgi/(?:challenge|l/chk)|_incapsula_resource|errors/validatecaptcha"
    r"|(?:[a-z-]+/)?(?:captcha|recaptcha|bot-?check|robot-?check|human-?(?:check|verification)|are-?you-?human|anti-?bot|unhuman|age-?(?:gate|check|verification)|unsupported-?browser|browser-?not-?supported"
    r"|geo-?(?:block|blocked|restricted)|not-available-in-your-(?:country|region)|access-?denied|waiting-?room)(?:\.\w{2,5})?(?:[/?#]|$)|\.within\.website/))",
    re.IGNORECASE,
)

# other things that stand before a page and that a reader elsewhere, older or with another browser passes
OTHER_WALLS = (
    TextMark("A wall for some countries", "text", r"(?:not |un)(?:currently )?available (?:for visitors )?(?:in|from|to) (?:your|this) (?:country|region|location|area|territory|market)|isn't available in your (?:country|region|location|area)|in ihre[mr] (?:land|region) (?:leider )?nicht (?:verfügbar|abrufbar|zugänglich)|n'est pas (?:disponible|accessible) dans votre (?:pays|région)|no está disponible en (?:tu|su) (?:país|región|zona)|não (?:está )?disponível (?:no seu país|na sua região|em seu país)|non (?:è )?disponibile nel (?:tuo|suo) paese|niet beschikbaar in (?:uw|jouw|je) (?:land|regio)|niedostępn\w+ w (?:twoim|państwa) (?:kraju|regionie)|недоступ\w* (?:в|для) ваш\w+ (?:стран|регион)|お住まいの(?:地域|国)|您所在的(?:国家|地区|國家|地區|区域)|(?:국가|지역)에서는? [^.]{0,12}(?:없|불가)|bulunduğunuz (?:ülkede|bölgede)|unavailable (?:due to|for) legal reasons|belonging to the european economic area", "as known in 2026: video platforms, US newspapers and broadcasters, by language"),
    TextMark("A wall for other browsers", "title", r"(?:your |this )?(?:web )?browser (?:is (?:not|no longer) supported|is (?:un|not )supported|isn't supported|is out of date|is outdated|not supported)|unsupported browser|(?:update|upgrade) your browser|ihr browser wird nicht (?:mehr )?unterstützt|browser nicht unterstützt|navigateur (?:non|n'est (?:pas|plus)) (?:supporté|pris en charge|compatible)|navegador no (?:compatible|soportado)|navegador não (?:suportado|compatível)|browser non supportato|браузер не поддерживается|不支持(?:您的|当前)?浏览器|サポートされていないブラウザ|지원되지 않는 브라우저", "as known in 2026: banks, learning platforms, by language"),
    TextMark("A wall for the young", "title", r"are you (?:of (?:legal|drinking) (?:drinking |smoking )?age|over (?:the age of )?(?:18|21)|at least (?:18|21)|(?:18|21) (?:years|or))|\bage (?:verification|check|gate|restricted)|(?:confirm|verify) your age|you must be (?:at least |over )?(?:18|21)|altersprüfung|altersverifikation|bist du (?:über|schon|älter als) 18|vérification de l'âge|avez-vous (?:plus de )?18 ans|verificación de edad|eres mayor de edad|verificação de idade|verifica dell'età|leeftijdscontrole|подтвердите (?:свой |ваш )?возраст|вам (?:уже )?(?:есть )?18|年齢確認|年龄(?:验证|确认)|연령 확인|성인 ?인증", "as known in 2026: shops and forums, by language"),
    TextMark("A waiting room", "title", r"you are (?:now |currently )?in (?:line|the queue|a queue)|(?:virtual )?waiting room|you're in the queue|sie sind in der warteschlange|warteraum|file d'attente|sala de espera|lista d'attesa|очередь на сайт|待合室|排队(?:中|等候)|대기열", "as known in 2026: Queue-it, Cloudflare Waiting Room"),
)  # fmt: skip

# hosts in trouble that answer 200 all the same
RATE_PAGES = (
    TextMark("Too many requests", "title", r"too many requests|rate limit(?:ed| exceeded)?|you are being rate limited|^error 1015|zu viele anfragen|trop de requêtes|demasiadas solicitudes|слишком много запросов|请求过于频繁|リクエストが多すぎます|요청이 너무 많", "as known in 2026: Cloudflare, nginx, by language"),
)  # fmt: skip
TROUBLE_PAGES = (
    TextMark("An error of the host", "title", r"^(?:http )?(?:error )?(?:code )?50[0234]\b(?:\W+(?:internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out))?|^(?:error )?52\d\b|internal server error|bad gateway|service (?:is )?(?:temporarily )?unavailable|gateway time-?out|error establishing a database connection|database (?:connection )?(?:error|failed)|application error|runtime error|server error in '/|bandwidth limit exceeded|resource limit (?:is )?(?:reached|exceeded)|web server is down|erreur (?:interne )?du serveur|interner serverfehler|error interno del servidor|erro interno do servidor|errore interno del server|внутренняя ошибка сервера|内部服务器错误|サーバーエラー|서버 오류", "as known in 2026: Apache, nginx, IIS, WordPress, cPanel, Heroku, by language"),
    TextMark("A notice of maintenance", "title", r"(?:site |website |server |service |system |scheduled |planned |under |down for |undergoing )+maintenance(?: mode| in progress| break)?|maintenance (?:mode|in progress|break)|we(?:'ll| will) be (?:right )?back(?: soon| shortly)?|be right back|temporarily (?:unavailable|offline|down|closed)|wartungs(?:arbeiten|modus|pause)|(?:wird|in) wartung|(?:site )?en (?:cours de )?maintenance|en mantenimiento|em manutenção|in manutenzione|(?:in|gepland) onderhoud|prace (?:techniczne|serwisowe)|przerwa techniczna|технически\w+ (?:работы|обслуживани\w+)|технічні роботи|メンテナンス(?:中|のお知らせ)|(?:系统|系統|网站|網站)?(?:维护|維護)中|(?:시스템|서버|서비스)? ?점검 ?중|bakım (?:çalışması|modu)|bakımda|underhållsarbete|vedlikehold|vedligeholdelse|huoltokatko|karbantartás|údržba", "as known in 2026: WordPress, Drupal, Shopify and others, by language"),
    TextMark("A notice of maintenance", "text", r"(?:down|closed|offline|unavailable) for (?:scheduled |planned |routine |some )?maintenance|undergoing (?:scheduled |planned )?maintenance|performing (?:scheduled |planned )?maintenance|is temporarily (?:unavailable|offline|down)|ведутся технические работы|ただいまメンテナンス中|正在(?:进行)?(?:系统)?(?:维护|維護)", "as known in 2026: the same pages' sentences"),
)  # fmt: skip

CONSENT_ADDRESSES = re.compile(
    r"^https?://(?:consent\.(?:google|youtube|yahoo|tumblr)\.[a-z.]+|guce\.[a-z.]+|[^/]*\.privacy-mgmt\.com|consent\.[^/]+|cookies?\.[^/]+"
    r"|[^/]+/(?:[a-z]{2}/)?(?:consent|cookie-?(?:consent|wall|check)|cookies?(?:_|-)?(?:policy-?)?accept|privacy-?(?:gate|wall)|zustimmung|einwilligung|datenschutz-?einstellungen|gdpr(?:-consent)?))(?:[/?#.]|$)",
    re.IGNORECASE,
)
CONSENT_PAGES = (
    TextMark("a consent wall", "title", r"^before you continue|^bevor (?:sie|du) (?:fort|weiter)|^avant (?:d'accéder|de continuer)|^antes de (?:continuar|ir)|^prima di continuare|^voordat je verder|^zanim przejdziesz|^прежде чем|^続行する前に|(?:we|wir|nous) (?:value|schätzen|respect(?:ons)?) (?:your|ihre|votre) (?:privacy|privatsphäre|vie privée)|cookie ?(?:consent|wall|einwilligung|zustimmung)|your privacy choices|deine (?:privatsphäre|zustimmung)|ihre zustimmung|einwilligung erforderlich|votre (?:consentement|vie privée)|tu privacidad|la tua privacy|jouw privacy|kies je cookies", "as known in 2026: Google, Axel Springer, Le Figaro, DPG Media"),
)  # fmt: skip

LOGIN_PAGES = (
    TextMark("a log-in page", "title", r"\b(?:(?:create|register for|sign up for) an? (?:free )?account to|log[ -]?in|sign[ -]?in|log[ -]?on|sign[ -]?up|sign in or (?:create|register)|authentication required|members only|subscribers? only|account required|please (?:log|sign) in|you (?:must|need to) (?:be logged in|log in|sign in)|join to (?:view|continue|read))\b|\b(?:anmelde[n]?|anmeldung|einloggen|registrieren|zugang nur für mitglieder)\b|\b(?:connexion|connectez-vous|se connecter|s'identifier|identifiez-vous|inscription|authentification)\b|\b(?:iniciar? sesión|inicia sesión|acceder|identifícate|registrarse|entrar)\b|\b(?:fazer login|faça login|inicie sessão|iniciar sessão)\b|\b(?:accedi|effettua il login|accesso|registrati)\b|\b(?:inloggen|aanmelden|log in om)\b|\b(?:zaloguj(?: się)?|logowanie)\b|\b(?:logga in|logg inn|log ind)\b|\b(?:giriş yap(?:ın)?|oturum aç(?:ın)?|üye girişi)\b|(?:войти|вход|авторизация|войдите|авторизуйтесь)|(?:ログイン|サインイン|会員登録)|(?:登录|登入|请登录|請登入|注册)|(?:로그인|회원가입)|تسجيل الدخول", "as known in 2026: log-in pages of WordPress, Moodle, Discourse, Keycloak by language"),
    TextMark("a password before a page", "text", r"this (?:content|page|post|site|store) is (?:password[ -])?protected|enter (?:the |your )?password (?:below )?to (?:view|see|access)|dieser inhalt ist passwortgeschützt|ce contenu est protégé par (?:un )?mot de passe|este contenido está protegido|este conteúdo (?:está|é) protegido|questo contenuto è protetto|deze inhoud is beveiligd|запись защищена паролем|このコンテンツはパスワードで保護されています|密码保护|비밀번호로 보호", "as known in 2026: WordPress, Shopify, by language"),
    TextMark("a pay wall", "title", r"subscribe to (?:continue|keep|read)|(?:become|for) (?:a )?(?:paid )?(?:subscribers?|members?)(?: only)?|subscription required|subscribe now to|(?:jetzt )?abonnieren,? um weiter|réservé aux abonnés|s'abonner pour lire|solo para suscriptores|suscríbete para (?:seguir|leer)|exclusivo para assinantes|riservato agli abbonati|alleen voor abonnees|tylko dla prenumeratorów|только для подписчиков|会員限定|会员专享|구독자 전용", "as known in 2026: Substack, newspapers, by language"),
    TextMark("a log-in of an institution", "title", r"web login service|single sign[- ]?on|sign in with your (?:institution|organi[sz]ation|school)|shibboleth|identity provider|central authentication service|enter your (?:university|school|institutional) e-?mail", "as known in 2026: Shibboleth, CAS, ADFS"),
)  # fmt: skip

PARKED_ADDRESSES = re.compile(
    r"^https?://(?:www\.)?(?:hugedomains\.com/domain_profile|dan\.com/(?:buy-domain|[a-z-]+/domain)|(?:[a-z]+\.)?sedo\.com/(?:search/details|detail|forsale)|afternic\.com/(?:for-?sale|domain)|[^/]+/(?:cgi-sys/(?:suspendedpage|defaultwebpage)\.cgi|lander(?:[/?#]|$)|(?:account-?)?suspended(?:\.\w+)?$|domain-(?:for-sale|parking))|(?:[a-z]+\.)?godaddy\.com/(?:forsale|domainsearch|en/domainsearch)|domains?\.atom\.com|buydomains\.com|undeveloped\.com|domainmarket\.com/buynow|brandbucket\.com/names|(?:ww\d+|www\d+)\.[^/]+/\?(?:.*&)?(?:fp|sub1|usid|tm)=|(?:[a-z]+\.)?parkingcrew\.net|(?:[a-z]+\.)?bodis\.com|(?:[a-z]+\.)?above\.com/marketplace|expireddomains\.|(?:[a-z]+\.)?namecheap\.com/domains/registration/results|(?:[a-z]+\.)?porkbun\.com/checkout|perfectdomain\.com/domain|epik\.com/(?:domain|marketplace)|forsale\.)",
    re.IGNORECASE,
)
PARKED_PAGES = (
    TextMark("a domain for sale", "text", r"\b(?:this |the )?(?:premium )?(?:domain(?: name)?|website)(?: [a-z0-9-]+(?:\.[a-z]{2,})+)? (?:is|may be|might be|could be) (?:available )?(?:for sale|up for sale|available for (?:purchase|sale)|listed for sale|parked)\b|\b(?:buy|purchase|acquire|get|own|make an offer (?:on|for)|inquire about|lease) this (?:premium )?domain\b|\b(?:interested in (?:buying )?this domain|domain (?:is )?parked|parked (?:domain|free|page)|domain parking|domain has expired|this domain (?:name )?(?:has|is) (?:expired|just been registered|registered|pending)|domain (?:name )?(?:for sale|available)|is for sale!?$|renew (?:this|your) domain|the owner of [a-z0-9.-]+ is offering it for sale)", "as known in 2026: Sedo, Afternic, GoDaddy, Dan, HugeDomains, Bodis"),
    TextMark("a domain for sale", "title", r"[a-z0-9-]+(?:\.[a-z]{2,})+ (?:is for sale|for sale|is available|- (?:domain (?:name )?for sale|this website is for sale)|domain for sale|steht zum verkauf|zu verkaufen|est à vendre|à vendre|en venta|está (?:en|à) venda|à venda|in vendita|è in vendita|te koop|is te koop|na sprzedaż|продается|продаётся|satılık)", "as known in 2026: Sedo's and HugeDomains' titles by language"),
    TextMark("a domain for sale", "text", r"\b(?:diese )?domain\b[^.]{0,40}(?:steht (?:hier )?zum verkauf|ist (?:zu verkaufen|geparkt|zu erwerben|abgelaufen)|kaufen|erwerben)|\b(?:ce |le )?(?:nom de )?domaine\b[^.]{0,40}(?:est (?:à vendre|en vente|peut-être à vendre|expiré)|est disponible à l'achat)|\b(?:este )?dominio\b[^.]{0,40}(?:está (?:en venta|a la venta|aparcado|estacionado|disponible)|ha (?:caducado|expirado)|puede estar (?:en|a la) venta)|\b(?:este )?domínio\b[^.]{0,40}(?:está à venda|está estacionado|expirou|pode estar à venda)|\b(?:questo |il )?dominio\b[^.]{0,40}(?:è in vendita|è (?:scaduto|parcheggiato)|potrebbe essere in vendita)|\b(?:deze |dit )?domein(?:naam)?\b[^.]{0,40}(?:is te koop|staat te koop|is geparkeerd|is verlopen)|\b(?:ta )?domena\b[^.]{0,40}(?:jest na sprzedaż|wystawiona na sprzedaż|wygasła|zaparkowana)|(?:этот )?домен[^.]{0,40}(?:продается|продаётся|выставлен на продажу|припаркован|истек|истёк)|\b(?:bu )?alan adı\b[^.]{0,40}(?:satılık|park|süresi doldu)|このドメイン[^。]{0,30}(?:販売|売り出し|購入|期限)|(?:本|此|该|這個)?(?:域名|網域)[^。]{0,20}(?:出售|待售|转让|轉讓|過期|过期)|(?:이 )?도메인[^.]{0,20}(?:판매|만료)|(?:denna |domänen )?(?:domän|domæne|domene)\w*\b[^.]{0,30}(?:till salu|til salg)", "as known in 2026: Sedo, Dan, local registrars, by language"),
    TextMark("a parking service", "markup", r"sedoparking\.com|parkingcrew\.net|bodis\.com|parklogic|cdn\.dan\.com|window\.park\b|data-adblockkey|hugedomains\.com|afternic\.com/forsale|img1\.wsimg\.com/parking-lander|/parking-lander/|d38psrni17bvxu\.cloudfront\.net|domainmarket\.com|skenzo\.com|above\.com/marketplace|namebright\.com/coming-?soon|tracking\.domain_parking|park\.(?:io|namecheap)|parking\.reg\.ru|caf\.js.{0,400}domain_?name", "as known in 2026: scripts of Sedo, ParkingCrew, Bodis, Dan, GoDaddy, Skenzo, reg.ru"),
    TextMark("a registrar's placeholder", "text", r"\b(?:courtesy of|future home of something|website (?:is )?coming soon[^.]{0,40}(?:registrar|domain)|this (?:is a )?(?:default|placeholder) (?:web ?)?page (?:for|of)|has been registered (?:with|by|at)|hier entsteht eine neue (?:internetpräsenz|webseite|website|homepage)|diese domain (?:wurde|ist) (?:gerade )?registriert|ce domaine (?:a été|vient d'être) enregistré|dominio (?:registrado|registrato)|account (?:has been )?suspended|this account has been suspended|website (?:has been |is )?suspended)\b", "as known in 2026: GoDaddy, OVH, Strato, IONOS, cPanel"),
    TextMark("a registrar's placeholder", "text", r"\b(?:this )?domain (?:name )?(?:is|has been|was) registered (?:at|with|by|through)|parked domain name on|domain holding page|is parked free|votre domaine a bien été créé|(?:ce )?(?:nom de )?domaine (?:est )?réservé (?:par|chez)|domain(?:e|in)? (?:reserviert|vorgemerkt)|diese (?:internetpräsenz|domain) (?:wurde (?:soeben )?eingerichtet|ist bei)|domen[ay] (?:została zarejestrowana|jest (?:utrzymywana|zaparkowana|zarejestrowana))|domínio registrado (?:no|por)|срок регистрации домена|домен (?:зарегистрирован|не прилинкован|направлен)|お名前\.com で?|(?:お名前\.com|ムームードメイン|さくらインターネット|エックスサーバー)で(?:取得|登録)されています|域名(?:停放|已过期|到期)|도메인이? (?:연결|등록)되(?:지|어)|this (?:account|website|site) has expired|^website expired|this site is currently unavailable[^.]{0,40}owner|the site owner (?:can|should|needs to) (?:log in|renew)|if you(?:'re| are) the (?:site |domain |website )?owner[^.]{0,60}(?:log in|renew|contact|launch)|looks like this domain isn't connected|only one step left!?\W+to finish setting up", "as known in 2026: Namecheap, OVH, 123-reg, Hostinger, home.pl, nazwa.pl, reg.ru, GMO, Aliyun, Gabia, Squarespace, Wix"),
    TextMark("a server's default page", "title", r"^welcome to (?:nginx|openresty|caddy|tengine|apache)\b|^apache2? (?:\w+ )?default page|^(?:apache )?http server test page|^test page for the (?:apache|nginx|http)|^iis (?:windows server|\d)|^(?:web server's |domain )?default page$|^default (?:web ?site|parallels plesk) page|^plesk .{0,20}default|^it works!$|^congratulations! your (?:site|website|account) (?:is|has been) (?:set up|created)|^your (?:new )?(?:site|website) is (?:ready|being set up)|^xampp|^lampp?$|^centos .{0,20}test page|^placeholder page", "as known in 2026: what nginx, Apache, IIS, Plesk, XAMPP show for an unset host"),
)  # fmt: skip
