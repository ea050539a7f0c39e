"""Situations beyond the usual ones, each with what a careful person would say who saw it; written before the rules."""

# ruff: noqa: E501 - the rows of a table stay on one line
from __future__ import annotations

from crawler.records import State
from tests.crawler.verdicts.samples import PROSE, Row

GONE, OK, WALL, LOGIN, PARKED = State.SOFT_404, State.OK, State.BLOCKED, State.LOGIN_REQUIRED, State.PARKED
TROUBLE, RATED = State.SERVER_ERROR, State.RATE_LIMITED

# Pages that answer 200: title, headline, rest, and the state.
PAGES: tuple[tuple[Row, State], ...] = (
    # not there, in languages that are heard less often, and in capitals or without accents
    (("Сторінку не знайдено", "404", ""), GONE),
    (("صفحه مورد نظر یافت نشد", "۴۰۴", ""), GONE),
    (("Страницата не е намерена", "Грешка 404", ""), GONE),
    (("Stranica nije pronađena", "Stranica nije pronađena", ""), GONE),
    (("Stránka sa nenašla", "Stránka sa nenašla", ""), GONE),
    (("Strani ni mogoče najti", "", ""), GONE),
    (("No s'ha trobat la pàgina", "", ""), GONE),
    (("Puslapis nerastas", "", ""), GONE),
    (("Lapa nav atrasta", "", ""), GONE),
    (("Lehekülge ei leitud", "", ""), GONE),
    (("Universitetet", "Ups!", "<p>Den side, du leder efter, findes ikke længere.</p>"), GONE),
    (("Škola", "Jejda", "<p>Požadovaná stránka bohužel nebyla nalezena.</p>"), GONE),
    (("Opisto", "Hups", "<p>Hakemaasi sivua ei löytynyt.</p>"), GONE),
    (("Tanfolyam", "Hoppá", "<p>A keresett oldal nem található.</p>"), GONE),
    (("Curs", "Hopa", "<p>Ne pare rău, pagina căutată nu a fost găsită.</p>"), GONE),
    (("Σχολή", "ΣΦΑΛΜΑ", "<p>Η σελίδα που ζητήσατε δεν βρέθηκε.</p>"), GONE),
    (("Khóa học", "Ôi", "<p>Trang bạn đang tìm kiếm không tồn tại.</p>"), GONE),
    (("Kursus", "Ups", "<p>Maaf, halaman yang Anda cari tidak ditemukan.</p>"), GONE),
    (("คอร์ส", "ขออภัย", "<p>ไม่พบหน้าที่คุณต้องการ</p>"), GONE),
    (("पाठ", "क्षमा करें", "<p>आप जो पेज ढूंढ रहे हैं वह उपलब्ध नहीं है।</p>"), GONE),
    (("دورة", "عذرًا", "<p>عذرًا، الصفحة التي تبحث عنها غير موجودة.</p>"), GONE),
    (("קורס", "אופס", "<p>הדף שחיפשת לא נמצא.</p>"), GONE),
    (("SAYFA BULUNAMADI", "SAYFA BULUNAMADI", ""), GONE),
    (("PAGE NON TROUVEE", "PAGE NON TROUVEE", ""), GONE),
    (("Η ΣΕΛΙΔΑ ΔΕΝ ΒΡΕΘΗΚΕ", "", ""), GONE),
    (("PAGINA NO ENCONTRADA", "ERROR 404", ""), GONE),
    (("Page&shy; not&#8203; found", "", ""), GONE),
    # not there, in other words
    (("Hub", "This link has expired", "<p>Ask the person who sent it for a new one.</p>"), GONE),
    (("Hub", "That didn't work", "<p>The file you were looking for was deleted by its owner.</p>"), GONE),
    (("Hub", "Nothing to see here", "<p>There's nothing at this address. Perhaps you followed an old link?</p>"), GONE),
    (("Course not found | Campus", "", "<ul><li>Browse all courses</li></ul>"), GONE),
    (("Hub", "Page can't be displayed", "<p>We are sorry, we can't seem to find the page you're looking for.</p>"), GONE),
    # words of that sort on pages that are there
    (("CS 404", "CS 404", "<p>Syllabus, staff, schedule.</p>"), OK),
    (("MATH-410 | Department of Mathematics", "MATH-410", "<ul><li>Homework 1</li></ul>"), OK),
    (("Broken Link Checker", "Broken Link Checker", "<form><input name=url></form>"), OK),
    (("Dead Link Checker - Free tool", "Dead Link Checker", ""), OK),
    (("Lost in Space | Streaming", "Lost in Space", "<p>Three seasons</p>"), OK),
    (("micro-lib", "micro-lib", "<p>This project is no longer maintained. Use other-lib instead.</p><pre>pip install micro-lib</pre>" + PROSE), OK),
    (("octo/nets: small nets", "octo/nets", "<p>This repository has been archived by the owner. It is now read-only.</p>" + PROSE), OK),
    (("NumPy 1.8 docs", "NumPy 1.8", "<p>You are reading old documentation. This version is no longer supported.</p>" + PROSE), OK),
    (("Statistics 101 (archived)", "Statistics 101", "<p>This course is archived. You can still read all lessons.</p>" + PROSE), OK),
    (("Conference 2021", "Conference 2021", "<p>Registration is closed. This event has ended.</p>" + PROSE), OK),
    (("Answer: why does my model return None?", "", "<p>The file was not found because the working directory is another one.</p>" + PROSE), OK),
    (("Index of /slides", "Index of /slides", "<pre>lecture1.pdf lecture2.pdf</pre>"), OK),
    # trouble of the host that answers 200
    (("Database Error", "Error establishing a database connection", ""), TROUBLE),
    (("500 Internal Server Error", "Internal Server Error", "<p>The server met a problem.</p>"), TROUBLE),
    (("502 Bad Gateway", "502 Bad Gateway", "nginx"), TROUBLE),
    (("Campus", "We'll be back soon!", "<p>We are down for scheduled maintenance. Please check back later.</p>"), TROUBLE),
    (("Wartungsarbeiten", "Wartungsarbeiten", "<p>Wir sind gleich wieder für Sie da.</p>"), TROUBLE),
    (("Site en maintenance", "Site en maintenance", ""), TROUBLE),
    (("Sitio en mantenimiento", "", ""), TROUBLE),
    (("サイトメンテナンス中", "ただいまメンテナンス中です", ""), TROUBLE),
    (("网站维护中", "系统维护中", ""), TROUBLE),
    (("Технические работы", "На сайте ведутся технические работы", ""), TROUBLE),
    (("Too Many Requests", "429 Too Many Requests", ""), RATED),
    (("Error 1015", "You are being rate limited", ""), RATED),
    (("Maintenance of deep models in production", "Maintenance", PROSE), OK),
    (("Internal server errors and how to debug them", "", PROSE), OK),
    # walls of other vendors and other kinds
    (("Request Rejected", "", "<p>The requested URL was rejected. Please consult with your administrator. Your support ID is: 123456</p>"), WALL),
    (("One moment, please...", "Please wait while your request is being verified...", ""), WALL),
    (("Web Page Blocked!", "Web Page Blocked!", "<p>The page cannot be displayed. Please contact the administrator.</p>"), WALL),
    (("Your access to this site has been limited by the site owner", "Your access to this service has been limited", "<p>Generated by Wordfence</p>"), WALL),
    (("Sina Visitor System", "", "<script>var visitor = {}</script>"), WALL),
    (("百度安全验证", "", ""), WALL),
    (("Establishing a secure connection ...", "", ""), WALL),
    (("Loading", "", "<script>window.KPSDK={};</script>"), WALL),
    (("You are now in line", "You are now in line", "<p>When it is your turn, you will have 10 minutes to enter the website.</p>"), WALL),
    (("Hub", "This content is not available in your country", ""), WALL),
    (("Hub", "Sorry, this video is not available in your region", ""), WALL),
    (("Portal", "Dieser Inhalt ist in Ihrem Land nicht verfügbar", ""), WALL),
    (("Journal", "Ce contenu n'est pas disponible dans votre pays", ""), WALL),
    (("News", "Unavailable due to legal reasons", "<p>We recognize you are attempting to access this website from a country belonging to the European Economic Area.</p>"), WALL),
    (("Hub", "Your browser is not supported", "<p>Please upgrade to a current browser to continue.</p>"), WALL),
    (("Wine school", "Are you of legal drinking age?", "<form><button>Yes</button><button>No</button></form>"), WALL),
    (("Hold on...", "Checking that you are not a bot", ""), WALL),
    (("405", "405", "<p>Sorry, your request has been blocked as it may cause potential threats to the server's security.</p>"), WALL),
    # log-in walls
    (("Protected: Lecture notes", "Protected: Lecture notes", "<p>This content is password protected. To view it please enter your password below:</p><form><input type=password></form>"), LOGIN),
    (("Web Login Service", "Web Login Service", "<form><input name=u><input type=password></form>"), LOGIN),
    (("Subscribe to continue reading", "Subscribe to continue reading", "<p>Become a paid subscriber to get access to the rest of this post.</p><form><input type=email></form>"), LOGIN),
    (("Enter your university e-mail", "Sign in with your institution", "<form><input type=email></form>"), LOGIN),
    # domains and sites that are nobody's any more
    (("x.example", "This domain is registered at Namecheap", "<p>Please check back later. Is this your domain?</p>"), PARKED),
    (("Félicitations ! Votre domaine a bien été créé chez OVH !", "", ""), PARKED),
    (("Domain holding page", "This domain name has been registered with 123-reg", ""), PARKED),
    (("Parked Domain name on Hostinger DNS system", "", ""), PARKED),
    (("Domena jest utrzymywana na serwerach", "Domena została zarejestrowana", ""), PARKED),
    (("Домен зарегистрирован", "Срок регистрации домена истёк", ""), PARKED),
    (("ドメイン", "このドメインは、お名前.comで取得されています。", ""), PARKED),
    (("域名停放", "该域名已过期", ""), PARKED),
    (("Website Expired", "This account has expired", "<p>If you are the site owner, click below to log in.</p>"), PARKED),
    (("Sorry, this shop is currently unavailable", "", ""), GONE),
    (("Welcome to nginx!", "Welcome to nginx!", "<p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>"), PARKED),
    (("Apache2 Ubuntu Default Page: It works", "Apache2 Ubuntu Default Page", "<p>This is the default welcome page used to test the correct operation of the Apache2 server.</p>"), PARKED),
    (("IIS Windows Server", "", "<img src=iisstart.png>"), PARKED),
    (("Domain Default page", "Web Server's Default Page", "<p>This page is generated by Plesk</p>"), PARKED),
    (("How I bought a parked domain and why this domain is for sale", "", PROSE), OK),
    (("Installing nginx on Ubuntu", "", "<p>You should see Welcome to nginx!</p>" + PROSE), OK),
)  # fmt: skip

# Where a link leads: address, where it ended, and the state for a page that has much to say.
WAYS: tuple[tuple[str, str, State], ...] = (
    ("https://a.example.org/learn/trees", "https://a.example.org/?error=404", GONE),
    ("https://a.example.org/learn/trees", "https://a.example.org/index.php?page=notfound", GONE),
    ("https://a.example.org/learn/trees", "https://a.example.org/oops", GONE),
    ("https://a.example.org/learn/decision-trees", "https://a.example.org/search?q=decision-trees", GONE),
    ("https://a.example.org/learn/decision-trees", "https://a.example.org/?s=decision+trees", GONE),
    ("https://a.example.org/search?q=trees", "https://a.example.org/search/?q=trees", State.MOVED),
    ("https://a.example.org/learn/trees", "https://a.queue-it.net/?c=a&e=x", WALL),
    ("https://a.example.org/learn/trees", "https://www.google.com/sorry/index?continue=x", WALL),
    ("https://a.example.org/learn/trees", "https://a.example.org/showcaptcha?retpath=x", WALL),
    ("https://a.example.org/learn/trees", "https://validate.perfdrive.com/?ssa=x", WALL),
    ("https://a.example.org/learn/trees", "https://a.example.org/cdn-cgi/challenge-platform/h/b", WALL),
    ("https://a.example.org/learn/trees", "https://login.microsoftonline.com/common/oauth2/authorize", LOGIN),
    ("https://a.example.org/learn/trees", "https://fs.uni.example/adfs/ls/?SAMLRequest=x", LOGIN),
    ("https://a.example.org/learn/trees", "https://a.example.org/wp-login.php?redirect_to=x", LOGIN),
    ("https://a.example.org/learn/trees", "https://a.example.org/Account/LogOn?ReturnUrl=x", LOGIN),
    ("https://a.example.org/learn/trees", "https://a.example.org/paywall?from=x", LOGIN),
    ("https://a.example.org/learn/trees", "https://a.example.org/cgi-sys/suspendedpage.cgi", PARKED),
    ("https://a.example.org/learn/trees", "https://a.example.org/maintenance.html", TROUBLE),
    ("https://a.example.org/learn/trees", "https://a.example.org/error/500", TROUBLE),
    ("https://a.example.org/errors/500-explained", "https://a.example.org/errors/500-explained/", State.MOVED),
    ("https://a.example.org/learn/trees", "https://a.example.org/learn/trees-and-forests", State.MOVED),
    ("https://a.example.org/login-forms-in-react", "https://b.example.org/login-forms-in-react", State.MOVED),
)  # fmt: skip

# Answers without a page, small ones: kind, body, and the state.
SMALL: tuple[tuple[str, str, State], ...] = (
    ("text/plain", "404: Not Found", GONE),
    ("text/plain", "File not found.", GONE),
    ("application/json", '{"message": "Not Found", "status": "404"}', GONE),
    ("application/json", '{"detail":"Not found."}', GONE),
    ("text/plain", "def missing(): raise FileNotFoundError", OK),
    ("application/json", '{"name": "not-found-handler", "version": "1.0.2"}', OK),
    ("text/plain", "Not found in this list: " + "tensors, gradients, weights, " * 30, OK),
    ("application/pdf", "404 page not found", OK),
)

# Bytes as they come: charset of the header, body, and the state.
BYTES: tuple[tuple[str, bytes, State], ...] = (
    ("", "<title>Страница не найдена</title><h1>404</h1>".encode("cp1251"), GONE),
    ("utf-8", "<meta charset=windows-1251><title>Страница не найдена</title><h1>Увы</h1>".encode("cp1251"), GONE),
    ("", "<title>ページが見つかりません</title><p>お探しのページは見つかりませんでした。</p>".encode("shift_jis"), GONE),
    ("", "\ufeff<title>Page not found</title>".encode("utf-16"), GONE),
    ("utf8mb4", "<title>Página no encontrada</title>".encode(), GONE),
    ("x-user-defined", b"<meta charset='utf-8'><title>Seite nicht gefunden</title>", GONE),
    ("", "<title>Основы градиентного спуска</title><h1>Основы</h1>".encode("koi8-r"), OK),
)  # fmt: skip
