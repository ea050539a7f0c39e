BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE bodies (
	digest TEXT NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "bodies" VALUES('8181cddd405250307b8533da92beb109',X'7801ED92C10EC23008865F05EF668D77ECD5E7C015D746D63603A37B7BBB2D7A30F10D7681C0FF0309F9F0104A6F736588368AC72582501ECE9C5BC5143C5A32614F1DBF68ACC25D990627AC5A32BA4D43B739AF25CC1E69B2D4B7098CA73F534DC0EA2F1385C4D920B0F64B7E92DC154279E69844A064B0C8204515F431DDA8E7636B32E8484D56E30A3450CA6AAB71F8EC2303024B2377E8EA7E69FF1EFC10E1BE88BA0D59B7D2FF060C5118C0');
INSERT INTO "bodies" VALUES('90da20b9d74fa1e4aead2ce33f470c22',X'7801ED92C10EC23008865F05EF668D77ECD5E7602B6E8DAC6D0666EEEDEDB6E8C1C437D80502FF0F24E4C353C89D2D8561B0513CAE1184527FE5542BA6E0D1A209FBB6E1178D45B8C953EF84557342B76BE876679BC3E291268B5D9DC0E1F267AA0A58FC6DA210391904D66ECD33C94321E4390D510472021B1824AB823EA73B757CAE4D061DA9CA6A5C807A8A496D33F69F7D64406071E4065D392E1DDF831F22DC1751B723EB36FADF11E118C2');
INSERT INTO "bodies" VALUES('92a4de4caed4923b437a1a839bd96f99',X'7801ED92C10EC23008865F05EF668D77ECD5E7C016B746D63603A37B7BBB2D7A30F10D7681C0FF0309F9F0104BB0B9320C368AC7258250EECF9C5BC5143D5A32611F3A7ED15885BB32F54E58B564749B866E735E4B9C3DD26429B4091C4E7FA69A80D55F268A89B341640D4B7E92DC156279E6218940C96003831455D0C774A3C0C7D664D0919AACC615A8A794D55663FFD94706049646EED0D5FDD2FE3DF821C27D11751BB26EA5FF0D177118C4');
CREATE TABLE changes (
	id INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	data TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "changes" VALUES(1,2,'suspected','b.example.org/lesson','{"kind":"suspected","key":"b.example.org/lesson","url":"https://b.example.org/lesson","before":"ok","after":"not_found","at":"2027-03-03T02:00:00Z"}');
INSERT INTO "changes" VALUES(2,5,'newly_dead','b.example.org/lesson','{"kind":"newly_dead","key":"b.example.org/lesson","url":"https://b.example.org/lesson","before":"ok","after":"not_found","at":"2027-03-06T02:00:00Z"}');
CREATE TABLE checks (
	id INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	data TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "checks" VALUES(1,1,'a.example.org/lesson','2027-03-02 02:00:00.000000','ok','{"resource":"a.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-02T02:00:00Z","http_status":200,"final_url":"https://a.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(2,1,'b.example.org/lesson','2027-03-02 02:00:00.000000','ok','{"resource":"b.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-02T02:00:00Z","http_status":200,"final_url":"https://b.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(3,1,'c.example.org/lesson','2027-03-02 02:00:00.000000','ok','{"resource":"c.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-02T02:00:00Z","http_status":200,"final_url":"https://c.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(4,2,'a.example.org/lesson','2027-03-03 02:00:00.000000','ok','{"resource":"a.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-03T02:00:00Z","http_status":200,"final_url":"https://a.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(5,2,'b.example.org/lesson','2027-03-03 02:00:00.000000','not_found','{"resource":"b.example.org/lesson","state":"not_found","reason":"It is not_found.","at":"2027-03-03T02:00:00Z","http_status":404,"final_url":"https://b.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(6,2,'c.example.org/lesson','2027-03-03 02:00:00.000000','ok','{"resource":"c.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-03T02:00:00Z","http_status":200,"final_url":"https://c.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(7,3,'a.example.org/lesson','2027-03-04 02:00:00.000000','ok','{"resource":"a.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-04T02:00:00Z","http_status":200,"final_url":"https://a.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(8,3,'b.example.org/lesson','2027-03-04 02:00:00.000000','not_found','{"resource":"b.example.org/lesson","state":"not_found","reason":"It is not_found.","at":"2027-03-04T02:00:00Z","http_status":404,"final_url":"https://b.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(9,3,'c.example.org/lesson','2027-03-04 02:00:00.000000','ok','{"resource":"c.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-04T02:00:00Z","http_status":200,"final_url":"https://c.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(10,4,'a.example.org/lesson','2027-03-05 02:00:00.000000','ok','{"resource":"a.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-05T02:00:00Z","http_status":200,"final_url":"https://a.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(11,4,'b.example.org/lesson','2027-03-05 02:00:00.000000','not_found','{"resource":"b.example.org/lesson","state":"not_found","reason":"It is not_found.","at":"2027-03-05T02:00:00Z","http_status":404,"final_url":"https://b.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(12,4,'c.example.org/lesson','2027-03-05 02:00:00.000000','ok','{"resource":"c.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-05T02:00:00Z","http_status":200,"final_url":"https://c.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(13,5,'a.example.org/lesson','2027-03-06 02:00:00.000000','ok','{"resource":"a.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-06T02:00:00Z","http_status":200,"final_url":"https://a.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(14,5,'b.example.org/lesson','2027-03-06 02:00:00.000000','not_found','{"resource":"b.example.org/lesson","state":"not_found","reason":"It is not_found.","at":"2027-03-06T02:00:00Z","http_status":404,"final_url":"https://b.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
INSERT INTO "checks" VALUES(15,5,'c.example.org/lesson','2027-03-06 02:00:00.000000','ok','{"resource":"c.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-06T02:00:00Z","http_status":200,"final_url":"https://c.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null}');
CREATE TABLE coverages (
	subject TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	source TEXT NOT NULL, 
	score FLOAT NOT NULL, 
	data TEXT NOT NULL, 
	PRIMARY KEY (subject, topic, source)
);
INSERT INTO "coverages" VALUES('a.example.org/lesson','gradient-descent','page',0.1106,'{"resource":"a.example.org/lesson","topic":"gradient-descent","score":0.1106,"mentions":1,"source":"page","evidence":"Gradient descent walks downhill on the loss surface, one small step against the gradient at a time.","heading":"a.example.org/lesson"}');
INSERT INTO "coverages" VALUES('b.example.org/lesson','gradient-descent','page',0.1106,'{"resource":"b.example.org/lesson","topic":"gradient-descent","score":0.1106,"mentions":1,"source":"page","evidence":"Gradient descent walks downhill on the loss surface, one small step against the gradient at a time.","heading":"b.example.org/lesson"}');
INSERT INTO "coverages" VALUES('c.example.org/lesson','gradient-descent','page',0.1106,'{"resource":"c.example.org/lesson","topic":"gradient-descent","score":0.1106,"mentions":1,"source":"page","evidence":"Gradient descent walks downhill on the loss surface, one small step against the gradient at a time.","heading":"c.example.org/lesson"}');
INSERT INTO "coverages" VALUES('stage:note.md#roadmap/stage-one','gradient-descent','note',0.0664,'{"resource":"stage:note.md#roadmap/stage-one","topic":"gradient-descent","score":0.0664,"mentions":1,"source":"note","evidence":"Learn gradient descent.","heading":""}');
CREATE TABLE documents (
	"key" TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	extractor TEXT NOT NULL, 
	text_digest TEXT NOT NULL, 
	data BLOB NOT NULL, 
	text BLOB NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "documents" VALUES('a.example.org/lesson','8181cddd405250307b8533da92beb109','3','b0c55eaedf78b4fd4c1457263952b149',X'7801BD51416E84300CFC4A9433A2BBB78A0FF411555579C1408493A0D82C5B21FE5E9BD25355F5D61376ECF10C339B9FF0C3371E6A7C409C09EB5C862742E69C7CE52508E1EF635864CC45E7BA3A2F370A3C62F7D572901F40DD2248C302838DD008A6900C9065C4627CF890138FAD849CD837AF9B27BC23F9E6FAA7A0DCF78C7AE1B2BF291782DD7E29D0054CE23AE4D6BE2BD0C4AECB6B1A0391CBC929BBA3CCEC78293DB458E9233A8EA063169C1D0C1012CBB1387CDF0371E02444AC4D390CA6D568439ACE1252ABFE9CCD9A4BA7E5F5B9F2BCC408C57CFF1F71A77F16D351BE17040BF8082E86B408AAB24BAD06EBEF8BD6DB5E79CDA26877043C4A2445CF25DF08A301F74FC22DC099',X'7801358C410EC2300C04EFBC621F80C2337887D52C69846357B1ABF6F914244E2BCD8C560A4F199BB2F86C0F6584DBED39A5765AA23296EF1EA2EF40F5C3D6AE0A37E44AA84720F6F99285F70B1231E4D291DC204DBA45FEC2F6FF938420FB60F900835C2BEA');
INSERT INTO "documents" VALUES('b.example.org/lesson','90da20b9d74fa1e4aead2ce33f470c22','3','abf7be8b3aa488d74ad15acf6b739246',X'7801BD51416E84300CFC4A9433A2BBB78A0FF411555579C1408493A0D82C5B21FE5E9BD25355F5D61376ECF10C339B9FF0C337FE56E303E24C58E7323C1132E7E42B2F41087F1FC322632E3AD7D579B951E011BBAF9683FC00EA16411A16186C8446308564802C2316E3C3879C786C25E4C4BE79DD3CE11DC937D73F05E5BE67D40B97FD4DB910ECF64B812E6012D721B7F65D8126765D5ED318885C4E4ED91D6566C74BE9A1C54A1FD171041DB3E0EC608090588EC5E1FB1E88032721626DCA6130AD461BD27496905AF5E76CD65C3A2DAFCF95E7254628E6FBFF883BFDB3988EF2BD2058C0477031A44550955D6A35587F5FB4DEF6CA6B1645BB23E05122297A2EF946180DB87F02C9D2C09D',X'7801358C410EC2300C04EFBC621F80C2337887694C1AE1D855D6A83C9F82D4D34A33A37D14FDC8D84C4BCC763325C32FF729B5AB27AA72F9ED2EF6226AECBE7633842357850509BEE75316BD1E50C1218766EA0669D29DF90FDBF9270941F6A1E50B83D42BEB');
INSERT INTO "documents" VALUES('c.example.org/lesson','92a4de4caed4923b437a1a839bd96f99','3','1929a80542c5577f56a6d9e02b776f2d',X'7801BD51416E84300CFC4A9433A2BBB78A0FF411555579C1408493A0D82C5B21FE5E9BD25355F5D61376ECF10C339B9FF0C337BEADF1017126AC73199E089973F295972084BF8F619131179DEBEABCDC28F088DD57CB417E00758B200D0B0C3642239842324096118BF1E1434E3CB6127262DFBC6E9EF08EE49BEB9F8272DF33EA85CBFEA65C0876FBA540173089EB905BFBAE4013BB2EAF690C442E27A7EC8E32B3E3A5F4D062A58FE838828E5970763040482CC7E2F07D0FC4819310B136E5309856A30D693A4B48ADFA73366B2E9D96D7E7CAF3122314F3FD7FC49DFE594C47F95E102CE023B818D222A8CA2EB51AACBF2F5A6F7BE5358BA2DD11F02891143D977C238C06DC3F01D177C0A1',X'7801358CC10D02310C04FF54B105A05006755889C94538F6296B7494CF81C46BA599D1D6A26F99BB6989D56FA664F8E5BEA40DF54453D6EF1E624FA2C5E1DB30433872535890E06B3DA4EAF5840A4E393553774897E1CC5FD8FF7F9210E4985A3E844C2BEC');
CREATE TABLE marks (
	name TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "marks" VALUES('coverages','7c049bb4bbac0f33024131bd7aea3c2f');
CREATE TABLE note_versions (
	digest TEXT NOT NULL, 
	path TEXT NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "note_versions" VALUES('b1931f08c1f18f575d68c13d739a3519','note.md',X'7801D554C16EA33010FD95C87BA5210402846FD8D3F6D85495B10782626C0B1B6DAB887FEF0C846EAA84EC75F714323379F3E691F7CE4C1B0FAC3833CBFD9115E3D7752B59C07CE31576D82FC365CB2D56645383F358CACA846712D2749F4710C94DCA7790ECE3DD7693A65B91892CCE1288AB7C073917BB3D802C932A8DF26D14955105196281164636BA46B4DE574F39969CE93B411B43DFDA50FBB07E832A8E92741B12496235044C35FAE458F172BE30BF628C2DFC7916306154DF6A56C401EBF86F443C7A6F5D11867C0DEFBCB50AD6A6AB4305CE194DA7C23B9DC5F1B1EFD4DFE74FF041E3F7C14E8D96D835FE081D020AA3AFE03D77276C6A834C0376044E1AD03957323F7B5EC38A265E91FF45FDAF37F363AEA0603438A28DEACC9D70AC3F4D2BF099DEAFEE954230E07470C1465E6D0B480DB9565C3918824545F3078A96F745B89C5CDE28BA303F29BAD45C5294E0FF4B45F70F14150F1515378A2ECC4F8A2E35971425F87F58D13F869822A021A75DC261FEFBE30553A6CD0D3AE926CBAC718D6FC80C9B3153D023D180F0A37796C1BF796B76E23D0AF3C6E72F3307ECDB4E09960217B75BDEA111678F4E2186C9653BE3C8DD3F81777A5577181538B692E0047EAE0F9A1F7479D0820DAFC32743B7E594');
CREATE TABLE pages (
	"key" TEXT NOT NULL, 
	url TEXT NOT NULL, 
	content_type TEXT NOT NULL, 
	charset TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	etag TEXT NOT NULL, 
	last_modified TEXT NOT NULL, 
	fetched DATETIME NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "pages" VALUES('a.example.org/lesson','https://a.example.org/lesson','text/html','utf-8','8181cddd405250307b8533da92beb109',781,'','','2027-03-06 02:00:00.000000');
INSERT INTO "pages" VALUES('b.example.org/lesson','https://b.example.org/lesson','text/html','utf-8','90da20b9d74fa1e4aead2ce33f470c22',781,'','','2027-03-02 02:00:00.000000');
INSERT INTO "pages" VALUES('c.example.org/lesson','https://c.example.org/lesson','text/html','utf-8','92a4de4caed4923b437a1a839bd96f99',781,'','','2027-03-06 02:00:00.000000');
CREATE TABLE resources (
	"key" TEXT NOT NULL, 
	url TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	first_seen DATETIME NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "resources" VALUES('a.example.org/lesson','https://a.example.org/lesson','other','2027-03-02 02:00:00.000000');
INSERT INTO "resources" VALUES('b.example.org/lesson','https://b.example.org/lesson','other','2027-03-02 02:00:00.000000');
INSERT INTO "resources" VALUES('c.example.org/lesson','https://c.example.org/lesson','other','2027-03-02 02:00:00.000000');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	started DATETIME NOT NULL, 
	finished DATETIME, 
	conclusive BOOLEAN NOT NULL, 
	settled BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	scan TEXT, 
	taxonomy TEXT, 
	counts TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'2027-03-02 02:00:00.000000','2027-03-02 02:00:00.000000',1,1,'','036a14bfd709a382f99ef3026ba28943','c9d4aa28defb8bf7','{"alive":3,"dead":0,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":3,"tagged":4}');
INSERT INTO "runs" VALUES(2,'2027-03-03 02:00:00.000000','2027-03-03 02:00:00.000000',1,1,'','036a14bfd709a382f99ef3026ba28943','c9d4aa28defb8bf7','{"alive":2,"dead":1,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":0,"tagged":0}');
INSERT INTO "runs" VALUES(3,'2027-03-04 02:00:00.000000','2027-03-04 02:00:00.000000',1,1,'','036a14bfd709a382f99ef3026ba28943','c9d4aa28defb8bf7','{"alive":2,"dead":1,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":0,"tagged":0}');
INSERT INTO "runs" VALUES(4,'2027-03-05 02:00:00.000000','2027-03-05 02:00:00.000000',1,1,'','036a14bfd709a382f99ef3026ba28943','c9d4aa28defb8bf7','{"alive":2,"dead":1,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":0,"tagged":0}');
INSERT INTO "runs" VALUES(5,'2027-03-06 02:00:00.000000','2027-03-06 02:00:00.000000',1,1,'','036a14bfd709a382f99ef3026ba28943','c9d4aa28defb8bf7','{"alive":2,"dead":1,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":0,"tagged":0}');
CREATE TABLE scans (
	digest TEXT NOT NULL, 
	notes BLOB NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "scans" VALUES('036a14bfd709a382f99ef3026ba28943',X'78018B564A32B434364C33B048364C33B4483335374D3103B28D53CC8D2D138D4D0D2D956201AD290938');
CREATE TABLE standings (
	"key" TEXT NOT NULL, 
	check_id INTEGER NOT NULL, 
	checked_at DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	not_before DATETIME, 
	answered BOOLEAN NOT NULL, 
	data TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "standings" VALUES('a.example.org/lesson',13,'2027-03-06 02:00:00.000000','ok',NULL,1,'{"key":"a.example.org/lesson","check":{"resource":"a.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-06T02:00:00Z","http_status":200,"final_url":"https://a.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null},"since":"2027-03-02T02:00:00Z","failures":0,"first_failed_at":null,"confirmed":false,"moved_to":"","next_check_at":null,"history":[{"at":"2027-03-02T02:00:00Z","state":"ok"}],"last_alive_at":"2027-03-06T02:00:00Z","first_seen_at":"2027-03-02T02:00:00Z"}');
INSERT INTO "standings" VALUES('b.example.org/lesson',14,'2027-03-06 02:00:00.000000','not_found',NULL,1,'{"key":"b.example.org/lesson","check":{"resource":"b.example.org/lesson","state":"not_found","reason":"It is not_found.","at":"2027-03-06T02:00:00Z","http_status":404,"final_url":"https://b.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null},"since":"2027-03-03T02:00:00Z","failures":4,"first_failed_at":"2027-03-03T02:00:00Z","confirmed":true,"moved_to":"","next_check_at":null,"history":[{"at":"2027-03-02T02:00:00Z","state":"ok"},{"at":"2027-03-03T02:00:00Z","state":"not_found"}],"last_alive_at":"2027-03-02T02:00:00Z","first_seen_at":"2027-03-02T02:00:00Z"}');
INSERT INTO "standings" VALUES('c.example.org/lesson',15,'2027-03-06 02:00:00.000000','ok',NULL,1,'{"key":"c.example.org/lesson","check":{"resource":"c.example.org/lesson","state":"ok","reason":"It is ok.","at":"2027-03-06T02:00:00Z","http_status":200,"final_url":"https://c.example.org/lesson","hops":[],"evidence":{},"elapsed":0.0,"next_check_at":null},"since":"2027-03-02T02:00:00Z","failures":0,"first_failed_at":null,"confirmed":false,"moved_to":"","next_check_at":null,"history":[{"at":"2027-03-02T02:00:00Z","state":"ok"}],"last_alive_at":"2027-03-06T02:00:00Z","first_seen_at":"2027-03-02T02:00:00Z"}');
CREATE TABLE taggings (
	subject TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (subject)
);
INSERT INTO "taggings" VALUES('a.example.org/lesson','c8638f3323cd2daf5cf6f4748edddda0',X'7801758F310EC2300C45AF62652EA15D187A010E8118ACC4A411495CC5294542DC1DAB6A47264BFF7DFF6FDF3EA692F0521D99D1A0A537E63991E51ACE8944B898CE349EA3531C2AFA48A59D3C89D3A9481C57DDECED30F497CE6455231731E3A0EC889D31907AE9153D95ADE8BA27C19E042BA6A780E7B54C3125E0026D22482C02B2D4073AEA5424908C8AA5D10C183016699BF1B80CB001428B99AC164EA4F796F0EFB1EFFD078831581B');
INSERT INTO "taggings" VALUES('b.example.org/lesson','e933497e8cf9c42be4362fbde00d704f',X'7801758F310EC2300C45AF62652EA15D187A010E81184C62D28824AEE2942221EE8E559591C9D27FDFFFDB97B7A924BC54476634374B2FCC7322CB351C138970319D693C47A73854F4914A3B7812A7539138AEBAD9DB61E84F9DC9AA462E62C641D92F76C640EAA567F454B6A2F39E047B12AC981E029ED732C594800BB48920B108C852EFE8A8539140322A96463360C058A46DC6DF65800D105ACC64B57022BDB7847F8F7DAE5F8938581D');
INSERT INTO "taggings" VALUES('c.example.org/lesson','f29517ba0bd51c24b680f6b2fd070d44',X'7801758F310EC2300C45AF62652EA15D187A010E8118ACC4A411495CC5294542DC1DAB6A47264BFF7DFF6FDF3EA692F0521D99D1384B6FCC7322CB359C138970319D693C47A73854F4914A3B7912A7539138AEBAD9DB61E82F9DC9AA462E62C641D9113B6320F5D22B7A2A5BD1754F823D09564C4F01CF6B99624AC005DA4490580464A90F74D4A9482019154BA31930602CD236E371196003841633592D9C48EF2DE1DF63DFFB0F8A3F581F');
INSERT INTO "taggings" VALUES('stage:note.md#roadmap/stage-one','b5a99664323f76edf2e8e239980e8080',X'7801358DC10AC23010447FA5ACD73656901EF20DFE817808C91073C86ED9442FC57F772DF6343033BC77DF48D1E4A511E4A9F590E1593A5C4D2795906A58CF7B3B098346EAB29668CFAC2115709F125AB4B4A9455183CC6E5E96EB48D5DA22DCC85F6C3B0C3FB67DF12E09BC3B6F08CAC3C11BFE3C67A727CCC1D96CF4797C0151F838F9');
CREATE TABLE taxonomies (
	digest TEXT NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "taxonomies" VALUES('c9d4aa28defb8bf7',X'78017D8F310EC2300C45AF12652E1CA007809191A1EAE036A6B59A389004A10A71775C285401C164FDFFFDADE7EAAAC9E852FB632247111279D685667028EE2E770DC6369078B253EA0DB121EE54EA51351893F207E580C7B5F4C112448CBAACF2CBB5446DF03CBA2913D5040F06C353043C9D293C6AD3621C50D0AAFA56CC905D0043C8693581C85C40B773A2962487DD831DA232FEC23D59FB81F8BAFB6EFFC1FCFAE717747D07845077FF');
CREATE INDEX checks_of_key ON checks ("key", id);
CREATE INDEX checks_of_run ON checks (run, "key");
CREATE INDEX changes_of_run ON changes (run);
CREATE INDEX changes_of_key ON changes ("key");
CREATE INDEX pages_of_body ON pages (digest);
COMMIT;
