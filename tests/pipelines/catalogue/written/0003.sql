BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE bodies (
	digest TEXT NOT NULL, 
	data BLOB NOT NULL, companions BLOB, 
	PRIMARY KEY (digest)
);
INSERT INTO "bodies" VALUES('8181cddd405250307b8533da92beb109',X'7801ED92C10EC23008865F05EF668D77ECD5E7C015D746D63603A37B7BBB2D7A30F10D7681C0FF0309F9F0104A6F736588368AC72582501ECE9C5BC5143C5A32614F1DBF68ACC25D990627AC5A32BA4D43B739AF25CC1E69B2D4B7098CA73F534DC0EA2F1385C4D920B0F64B7E92DC154279E69844A064B0C8204515F431DDA8E7636B32E8484D56E30A3450CA6AAB71F8EC2303024B2377E8EA7E69FF1EFC10E1BE88BA0D59B7D2FF060C5118C0',NULL);
INSERT INTO "bodies" VALUES('90da20b9d74fa1e4aead2ce33f470c22',X'7801ED92C10EC23008865F05EF668D77ECD5E7602B6E8DAC6D0666EEEDEDB6E8C1C437D80502FF0F24E4C353C89D2D8561B0513CAE1184527FE5542BA6E0D1A209FBB6E1178D45B8C953EF84557342B76BE876679BC3E291268B5D9DC0E1F267AA0A58FC6DA210391904D66ECD33C94321E4390D510472021B1824AB823EA73B757CAE4D061DA9CA6A5C807A8A496D33F69F7D64406071E4065D392E1DDF831F22DC1751B723EB36FADF11E118C2',NULL);
INSERT INTO "bodies" VALUES('92a4de4caed4923b437a1a839bd96f99',X'7801ED92C10EC23008865F05EF668D77ECD5E7C016B746D63603A37B7BBB2D7A30F10D7681C0FF0309F9F0104BB0B9320C368AC7258250EECF9C5BC5143D5A32611F3A7ED15885BB32F54E58B564749B866E735E4B9C3DD26429B4091C4E7FA69A80D55F268A89B341640D4B7E92DC156279E6218940C96003831455D0C774A3C0C7D664D0919AACC615A8A794D55663FFD94706049646EED0D5FDD2FE3DF821C27D11751BB26EA5FF0D177118C4',NULL);
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
CREATE TABLE copies (
	"key" TEXT NOT NULL, 
	asked DATETIME NOT NULL, 
	data TEXT, 
	PRIMARY KEY ("key")
);
CREATE TABLE coverages (
	subject TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	source TEXT NOT NULL, 
	score FLOAT NOT NULL, 
	data TEXT NOT NULL, 
	PRIMARY KEY (subject, topic, source)
);
INSERT INTO "coverages" VALUES('a.example.org/lesson','gradient-descent','page',0.1381,'{"resource":"a.example.org/lesson","topic":"gradient-descent","score":0.1381,"mentions":1,"source":"page","evidence":"Gradient descent walks downhill on the loss surface, one small step against the gradient at a time.","heading":"a.example.org/lesson"}');
INSERT INTO "coverages" VALUES('c.example.org/lesson','gradient-descent','page',0.1381,'{"resource":"c.example.org/lesson","topic":"gradient-descent","score":0.1381,"mentions":1,"source":"page","evidence":"Gradient descent walks downhill on the loss surface, one small step against the gradient at a time.","heading":"c.example.org/lesson"}');
INSERT INTO "coverages" VALUES('stage:note.md#roadmap/stage-one','gradient-descent','note',0.0829,'{"resource":"stage:note.md#roadmap/stage-one","topic":"gradient-descent","score":0.0829,"mentions":1,"source":"note","evidence":"Learn gradient descent.","heading":""}');
CREATE TABLE documents (
	"key" TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	extractor TEXT NOT NULL, 
	text_digest TEXT NOT NULL, 
	data BLOB NOT NULL, 
	text BLOB NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "documents" VALUES('a.example.org/lesson','8181cddd405250307b8533da92beb109','5','65c2dfa62f74a1c8696eb4c2b92ba0f6',X'7801BD51414EC4300CFC4A947355D81BEA07780442C8DBBA6D5427A962872EAAF6EFD8A59C10E2C6A99ED8E3997A76BFE087EF3CB47883B812B6B94C0F84CC39F9C64B10C2DFDB5065CE45FB3ABAD62B059E71F8821CE40751A708D25461B2169AC0129211B2CC584C0F6F72F2B1979013FBEE65F784EF48BEBBFC69288F23A36E78BCBFAA1682ED7E2E30044CE206E4DEBE1BD0C26EC85B9A0391CBC9A9BAA3CCECB896117A6CF4111D47D0360BAE0E260889E5189CBEF78138701222B6E61C26F36AB2212D6709A9D7FB9C60CB65D0F2F2D478AE3142B1BBFF8FB9F37E16D351BE15040BF8082E865405D559AA448DD7FF1705FBBDF11A465174243C4B24A5AF255F09A331EF9FAA86C1C5',X'7801358C410EC2300C04EFBC621F80C2337887D52C69846357B1ABF6F914244E2BCD8C560A4F199BB2F86C0F6584DBED39A5765AA23296EF1EA2EF40F5C3D6AE0A37E44AA84720F6F99285F70B1231E4D291DC204DBA45FEC2F6FF938420FB60F900835C2BEA');
INSERT INTO "documents" VALUES('b.example.org/lesson','90da20b9d74fa1e4aead2ce33f470c22','5','57c8f9a953cfb48da9cc2d6e7307644d',X'7801BD51414EC4300CFC4A947355D81BDA0FF0088490B7F5A6519DA48A1DBA68D5BF63977242881BA77A628F67EAB9FB193FFCD95F7ABC415A08FB52C3032173C9BEF31285F0F73634994AD5BE8E2EED4291271CBF2047F941D429821C1A046BA109CC311BA1C884D5F4F026071F078925B33FBFDC3DE13B923F9FFE3454AE5746DDF0B8BDAA1682ED7EAE3046CCE246E4C1BE2BD0CC6E2C6B9E22912BD9A9BAA3C2ECB8D52B0CD8E9233A4EA06D165C1C048899651F0CDFFB401C3889097B730EC1BC9A6CCCF351421EF43E07584B1DB53C3D759E5B4A50EDEEFF63EEB89FC5B4976F15C102DE834B31374175961B51E7F5FF45C17DEBBC865115ED094F9248E94B2D17C264CCED13B22FC1C9',X'7801358C410EC2300C04EFBC621F80C2337887694C1AE1D855D6A83C9F82D4D34A33A37D14FDC8D84C4BCC763325C32FF729B5AB27AA72F9ED2EF6226AECBE7633842357850509BEE75316BD1E50C1218766EA0669D29DF90FDBF9270941F6A1E50B83D42BEB');
INSERT INTO "documents" VALUES('c.example.org/lesson','92a4de4caed4923b437a1a839bd96f99','5','43c2e02f61e9b5f2cfbe46c69468fd73',X'7801BD51414EC4300CFC4A947355D81BEA07780442C8DBBA6D5427A962872EAAF6EFD8A59C10E2C6A99ED8E3997A76BFE087EF7CDFE20DE24AD8E6323D1032E7E41B2F41087F6F43953917EDEBE85AAF1478C6E10B72901F449D22485385C95A68024B4846C83263313DBCC9C9C75E424EECBB97DD13BE23F9EEF2A7A13C8E8CBAE1F1FEAA5A08B6FBB9C01030891B907BFB6E400BBB216F690E442E27A7EA8E32B3E35A46E8B1D147741C41DB2CB83A982024966370FADE07E2C04988D89A7398CCABC986B49C25A45EEF73822D9741CBCB53E3B9C608C5EEFE3FE6CEFB594C47F956102CE023B81852155467A912355EFF5F14ECF7C66B1845D191F02C9194BE967C258CC6BC7F02B9D8C1CD',X'7801358CC10D02310C04FF54B105A05006755889C94538F6296B7494CF81C46BA599D1D6A26F99BB6989D56FA664F8E5BEA40DF54453D6EF1E624FA2C5E1DB30433872535890E06B3DA4EAF5840A4E393553774897E1CC5FD8FF7F9210E4985A3E844C2BEC');
CREATE TABLE marks (
	name TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "marks" VALUES('coverages','39a1ba6787eea76771d873a487cb3fcd');
CREATE TABLE note_versions (
	digest TEXT NOT NULL, 
	path TEXT NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "note_versions" VALUES('287f444e52ea3d68d1e71a70bd988237','note.md',X'7801D5545D73A24010FC2BD6DE2B1111F990DF704F97C7984A0DBB0352C22EC52E754959FCF7CC80E44C29DEEBDD933833F6F434769F85360E4576162DB8A3C8C6AFEB46094FB8CAD5D411BF0CA8065AAAA8AA44EBA894E43B4814C6F13E0D30509B1822DCEDC368BB89E3AD4C6412263B0C8B34C21464B44754F9AE8883741B047950604258A8A551952E09AD77C5534A256BFA4EF246DF35ADAF9D5FBE01E412C3C86792CC6AF0445DE99315D9CBF9C2FC8A31B5E8E78927A4A9FB468B2CF44407BF09F1E85C6B33DF8735BE43D3D6B8365DE9D768ADD17C2ABEF359408F7D57FF7DFE841F3C7E1FEC5469455DE38ED811A034FA0ADE813D51531B62EA8923026BC0E75CC9FCECA0C4154FBC12FF8BFA5F6FE6C75C21C17870441BD5993BFE587F9A56D033BF5FDDD7358121F0C1991879350D1235E25A406D71F016154D1F289ADF17E172727EA3E8C2FCA4E85273495186FF2F15DD3F50543E5454DE28BA303F29BAD45C5294E1FF6145FF18628A808A9D760987F9EF4F174C993637F8A49B2C6B8DAD5CC566D88C99421E0906821FBDB30CFECD5BB313EF5198373E7F99D913DF762A6C3970697B0B1D1971F6E81462945C6D672CBBFB2742A75765475141632B8556D2E7FAA0E1A0F3839662781D3E010496E61D');
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
INSERT INTO "runs" VALUES(1,'2027-03-02 02:00:00.000000','2027-03-02 02:00:00.000000',1,1,'','651627fbfabe964b9bfa5a0f069c3e1d','c9d4aa28defb8bf7','{"alive":3,"dead":0,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":3,"tagged":4}');
INSERT INTO "runs" VALUES(2,'2027-03-03 02:00:00.000000','2027-03-03 02:00:00.000000',1,1,'','651627fbfabe964b9bfa5a0f069c3e1d','c9d4aa28defb8bf7','{"alive":2,"dead":1,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":0,"tagged":0}');
INSERT INTO "runs" VALUES(3,'2027-03-04 02:00:00.000000','2027-03-04 02:00:00.000000',1,1,'','651627fbfabe964b9bfa5a0f069c3e1d','c9d4aa28defb8bf7','{"alive":2,"dead":1,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":0,"tagged":0}');
INSERT INTO "runs" VALUES(4,'2027-03-05 02:00:00.000000','2027-03-05 02:00:00.000000',1,1,'','651627fbfabe964b9bfa5a0f069c3e1d','c9d4aa28defb8bf7','{"alive":2,"dead":1,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":0,"tagged":0}');
INSERT INTO "runs" VALUES(5,'2027-03-06 02:00:00.000000','2027-03-06 02:00:00.000000',1,1,'','651627fbfabe964b9bfa5a0f069c3e1d','c9d4aa28defb8bf7','{"alive":2,"dead":1,"uncertain":0,"skipped":0,"due":3,"visited":3,"requests":3,"received_bytes":0,"read":0,"tagged":1}');
CREATE TABLE scans (
	digest TEXT NOT NULL, 
	notes BLOB NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "scans" VALUES('651627fbfabe964b9bfa5a0f069c3e1d',X'78018B5632B2304F3331314935354A4D344E31B348314C35374C3437484AB1B4B0303236578A0500AF7D096C');
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
INSERT INTO "taggings" VALUES('a.example.org/lesson','e4c446ed108e81e44813011a220066a3',X'7801754F410EC2300CFB4AD4F3284C5CD03EC0231087A80D5D45DB4C4DC790107F279A06374E516CC7762E2F534978AE8ECC60D0D213F394C8720DFB44225C4C671A4FD1291D2AFA48A5ED3C89D3A99438AE7A79B0FDF1D477262B1AB9881974F9D94E1848B5F4889ECA1A74DE9C60738205D35DC0F352C698127081361224160199EB0D1D750A124846A5A5D10418301669ABF0DB0CB001428B99AC068EA47D4BF8F7D8FBFA018BB75820');
INSERT INTO "taggings" VALUES('b.example.org/lesson','8c9a00c7fc2458d23c5f6a6c5a03b8e3',X'78018B8E0500011500B9');
INSERT INTO "taggings" VALUES('c.example.org/lesson','d03212941001dff92e05be74d4e98abe',X'7801754F410EC2300CFB4AD4F3284C5CD03EC0231087A80D5D45DB4C4DC790107F279A06374E516CC7762E2F534978AE8ECC609CA527E62991E51AF68944B898CE349EA2533A54F4914ADB7912A75329715CF5F260FBE3A9EF4C5634721133E8F2B39D30906AE9113D9535E8BC39C1E6040BA6BB80E7A58C3125E0026D24482C0232D71B3AEA1424908C4A4BA30930602CD256E1B7196003841633590D1C49FB96F0EFB1F7F5038DC55824');
INSERT INTO "taggings" VALUES('stage:note.md#roadmap/stage-one','f227d35bf5e04421b04ad4cb7245e8f2',X'7801358D310EC2301004BF121D6D620215F80DFC005158F6CAB8F05D743669107FE78848B5D2EE6AE6FE264593974690A7D6438667E970351D5442AA61396EED240C1AA9CB52A23DB38654C07D4A68D1D2A616450D32BBF972BE8E54AD2DC28DFCC9B6DDF063DB176B49E0CD7943501E76DEF0E7393B3D610ECE66A3CFE30B52EE38FC');
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
