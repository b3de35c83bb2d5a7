-- A file of schema 3, as the program of that time wrote it: seven documents with
-- the same events, made by people whose names differ by a blank or a capital and
-- one without a name. Six of them were damaged afterwards, each in the way that
-- its title says.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO meta VALUES('schema','3');
INSERT INTO meta VALUES('epoch','01M8H76MBZG2DJQVJCDQC4X6KP');
CREATE TABLE document (
  id       TEXT PRIMARY KEY,
  title    TEXT NOT NULL,
  versions TEXT NOT NULL,            -- JSON array of tags
  required TEXT NOT NULL,            -- JSON array of pairs that must be approved
  checks   TEXT NOT NULL DEFAULT '', -- JSON: how it wants to be checked; '' = as usual
  created  BIGINT NOT NULL,
  changed  BIGINT NOT NULL,
  deleted  BIGINT NOT NULL DEFAULT 0, -- when; 0 = it is there
  head     BIGINT NOT NULL,          -- seq of the newest event
  chain    TEXT NOT NULL             -- hash of the newest event
);
INSERT INTO document VALUES('doc Whole','Whole','["en","zh-Hans","zh-Hant"]','["en:zh-Hans"]','',1795874312597,2001,0,9,'a9539c2e8729973c564fa2c6e85ae8f1');
INSERT INTO document VALUES('doc Changed','Changed','["en","zh-Hans","zh-Hant"]','["en:zh-Hans"]','',1795874312607,2001,0,9,'d2a2f4a0b7f6960361042c14803b829b');
INSERT INTO document VALUES('doc Torn','Torn','["en","zh-Hans","zh-Hant"]','["en:zh-Hans"]','',1795874312615,2001,0,9,'e1ccaa2671f8f46cd131b928c48ed2d0');
INSERT INTO document VALUES('doc Another head','Another head','["en","zh-Hans","zh-Hant"]','["en:zh-Hans"]','',1795874312616,2001,0,9,'ffffffffffffffffffffffffffffffff');
INSERT INTO document VALUES('doc Shorter','Shorter','["en","zh-Hans","zh-Hant"]','["en:zh-Hans"]','',1795874312619,2001,0,9,'efb43f6e562289c4daace3046907ee24');
INSERT INTO document VALUES('doc First changed','First changed','["en","zh-Hans","zh-Hant"]','["en:zh-Hans"]','',1795874312621,2001,0,9,'22800658ee8f898db090ac3d3de9faa2');
INSERT INTO document VALUES('doc Hash changed','Hash changed','["en","zh-Hans","zh-Hant"]','["en:zh-Hans"]','',1795874312622,2001,0,9,'5a1251abb8ea1e3b753155b1e81ce44c');
CREATE TABLE unit (
  id         TEXT PRIMARY KEY,
  doc        TEXT NOT NULL REFERENCES document (id),
  place      BIGINT NOT NULL,        -- order in the document, with gaps for insertion
  confidence DOUBLE PRECISION NOT NULL,
  why        TEXT NOT NULL           -- JSON array of sentences
);
INSERT INTO unit VALUES('01M8H76MCMKT9AHMWFPKBEQP86','doc Whole',1048576,0.5,'["numbers"]');
INSERT INTO unit VALUES('01M8H76MCZ2Z5WP2ZNHTH9QMQV','doc Changed',1048576,0.5,'["numbers"]');
INSERT INTO unit VALUES('01M8H76MD77104908QRMGQVA99','doc Torn',1048576,0.5,'["numbers"]');
INSERT INTO unit VALUES('01M8H76MD81ETJKJY2HA3FG6JE','doc Another head',1048576,0.5,'["numbers"]');
INSERT INTO unit VALUES('01M8H76MDB93AKQ0ZGEGJMKRVN','doc Shorter',1048576,0.5,'["numbers"]');
INSERT INTO unit VALUES('01M8H76MDD79YTDX14MQ7NS4MR','doc First changed',1048576,0.5,'["numbers"]');
INSERT INTO unit VALUES('01M8H76MDEEP84B938V9TKZMCM','doc Hash changed',1048576,0.5,'["numbers"]');
CREATE TABLE segment (
  id      TEXT PRIMARY KEY,
  doc     TEXT NOT NULL REFERENCES document (id),
  version TEXT NOT NULL,
  kind    TEXT NOT NULL,
  unit    TEXT,                      -- NULL: joined into another segment
  place   BIGINT NOT NULL,           -- order in its cell
  rev     BIGINT NOT NULL,           -- number of the newest revision
  text    TEXT NOT NULL,             -- at rev
  origin  TEXT NOT NULL              -- at revision 0
);
INSERT INTO segment VALUES('01M8H76MCMKT9AHMWFPKJVTFY5','doc Whole','en','text','01M8H76MCMKT9AHMWFPKBEQP86',0,6,'One.012345','One.');
INSERT INTO segment VALUES('01M8H76MCMKT9AHMWFPPSB1M7A','doc Whole','zh-Hans','text','01M8H76MCMKT9AHMWFPKBEQP86',0,0,'一。','一。');
INSERT INTO segment VALUES('01M8H76MCMKT9AHMWFPQ7HM0XT','doc Whole','zh-Hant','text','01M8H76MCMKT9AHMWFPKBEQP86',0,0,'','');
INSERT INTO segment VALUES('01M8H76MCZ2Z5WP2ZNHVTAX4GG','doc Changed','en','text','01M8H76MCZ2Z5WP2ZNHTH9QMQV',0,6,'One.012345','One.');
INSERT INTO segment VALUES('01M8H76MCZ2Z5WP2ZNHYT966WM','doc Changed','zh-Hans','text','01M8H76MCZ2Z5WP2ZNHTH9QMQV',0,0,'一。','一。');
INSERT INTO segment VALUES('01M8H76MCZ2Z5WP2ZNJ12785HD','doc Changed','zh-Hant','text','01M8H76MCZ2Z5WP2ZNHTH9QMQV',0,0,'','');
INSERT INTO segment VALUES('01M8H76MD77104908QRQ5GRVHD','doc Torn','en','text','01M8H76MD77104908QRMGQVA99',0,6,'One.012345','One.');
INSERT INTO segment VALUES('01M8H76MD77104908QRSSJRXXQ','doc Torn','zh-Hans','text','01M8H76MD77104908QRMGQVA99',0,0,'一。','一。');
INSERT INTO segment VALUES('01M8H76MD77104908QRTKZZ35P','doc Torn','zh-Hant','text','01M8H76MD77104908QRMGQVA99',0,0,'','');
INSERT INTO segment VALUES('01M8H76MD81ETJKJY2HB8GSXFS','doc Another head','en','text','01M8H76MD81ETJKJY2HA3FG6JE',0,6,'One.012345','One.');
INSERT INTO segment VALUES('01M8H76MD81ETJKJY2HEZMXHEC','doc Another head','zh-Hans','text','01M8H76MD81ETJKJY2HA3FG6JE',0,0,'一。','一。');
INSERT INTO segment VALUES('01M8H76MD81ETJKJY2HGP9F8D8','doc Another head','zh-Hant','text','01M8H76MD81ETJKJY2HA3FG6JE',0,0,'','');
INSERT INTO segment VALUES('01M8H76MDB93AKQ0ZGEJ5V5PW6','doc Shorter','en','text','01M8H76MDB93AKQ0ZGEGJMKRVN',0,6,'One.012345','One.');
INSERT INTO segment VALUES('01M8H76MDB93AKQ0ZGENHAXDJP','doc Shorter','zh-Hans','text','01M8H76MDB93AKQ0ZGEGJMKRVN',0,0,'一。','一。');
INSERT INTO segment VALUES('01M8H76MDB93AKQ0ZGER1J6M78','doc Shorter','zh-Hant','text','01M8H76MDB93AKQ0ZGEGJMKRVN',0,0,'','');
INSERT INTO segment VALUES('01M8H76MDD79YTDX14MRR1RZNZ','doc First changed','en','text','01M8H76MDD79YTDX14MQ7NS4MR',0,6,'One.012345','One.');
INSERT INTO segment VALUES('01M8H76MDD79YTDX14MVPW749K','doc First changed','zh-Hans','text','01M8H76MDD79YTDX14MQ7NS4MR',0,0,'一。','一。');
INSERT INTO segment VALUES('01M8H76MDD79YTDX14MXCBRY9E','doc First changed','zh-Hant','text','01M8H76MDD79YTDX14MQ7NS4MR',0,0,'','');
INSERT INTO segment VALUES('01M8H76MDEEP84B938VB8SGB92','doc Hash changed','en','text','01M8H76MDEEP84B938V9TKZMCM',0,6,'One.012345','One.');
INSERT INTO segment VALUES('01M8H76MDEEP84B938VBSX4X9J','doc Hash changed','zh-Hans','text','01M8H76MDEEP84B938V9TKZMCM',0,0,'一。','一。');
INSERT INTO segment VALUES('01M8H76MDEEP84B938VFFWKT4M','doc Hash changed','zh-Hant','text','01M8H76MDEEP84B938V9TKZMCM',0,0,'','');
CREATE TABLE cell (
  unit    TEXT NOT NULL,
  version TEXT NOT NULL,
  state   TEXT NOT NULL,             -- draft, converted, done, rework
  made    TEXT NOT NULL DEFAULT '',  -- converted: from what version and revision, zh-Hans@12
  PRIMARY KEY (unit, version)
);
INSERT INTO cell VALUES('01M8H76MCMKT9AHMWFPKBEQP86','zh-Hant','draft','');
INSERT INTO cell VALUES('01M8H76MCZ2Z5WP2ZNHTH9QMQV','zh-Hant','draft','');
INSERT INTO cell VALUES('01M8H76MD77104908QRMGQVA99','zh-Hant','draft','');
INSERT INTO cell VALUES('01M8H76MD81ETJKJY2HA3FG6JE','zh-Hant','draft','');
INSERT INTO cell VALUES('01M8H76MDB93AKQ0ZGEGJMKRVN','zh-Hant','draft','');
INSERT INTO cell VALUES('01M8H76MDD79YTDX14MQ7NS4MR','zh-Hant','draft','');
INSERT INTO cell VALUES('01M8H76MDEEP84B938V9TKZMCM','zh-Hant','draft','');
CREATE TABLE event (
  doc    TEXT NOT NULL REFERENCES document (id),
  seq    BIGINT NOT NULL,
  kind   TEXT NOT NULL,              -- create, edit, struct, approve, withdraw, state, waive, unwaive, title, checks
  who    TEXT NOT NULL,
  at     BIGINT NOT NULL,
  client TEXT,                       -- NULL: made by the server
  msg    TEXT,                       -- the client's id of its message
  digest TEXT,                       -- of the message, to tell a repeat from another message
  seg    TEXT,
  rev    BIGINT,
  ops    TEXT,
  body   TEXT,                       -- JSON: what the event says beyond the columns
  chain  TEXT NOT NULL,
  PRIMARY KEY (doc, seq),
  UNIQUE (doc, client, msg),
  UNIQUE (seg, rev)
);
INSERT INTO event VALUES('doc Whole',1,'create','Import',1795874312597,NULL,NULL,NULL,NULL,NULL,NULL,'{"title":"Whole","versions":["en","zh-Hans","zh-Hant"],"required":["en:zh-Hans"],"units":[{"id":"01M8H76MCMKT9AHMWFPKBEQP86","segs":[["01M8H76MCMKT9AHMWFPKJVTFY5"],["01M8H76MCMKT9AHMWFPPSB1M7A"],["01M8H76MCMKT9AHMWFPQ7HM0XT"]],"sums":["70277bfc409b502132d7a48b2a3b3862","e44d3895332c7ffa6580e1cc534e4ed7",""]}]}','689177b53ab7e0287f46c79973152ba5');
INSERT INTO event VALUES('doc Whole',2,'edit','Mei',1000,'c0','m','d','01M8H76MCMKT9AHMWFPKJVTFY5',1,'[4,[0,"0"]]',NULL,'7fd82ff2cee51d5e5b4324843f5576ff');
INSERT INTO event VALUES('doc Whole',3,'edit','mei',1001,'c1','m','d','01M8H76MCMKT9AHMWFPKJVTFY5',2,'[5,[0,"1"]]',NULL,'15ee48b9353e9fc73dde2d6b6216371a');
INSERT INTO event VALUES('doc Whole',4,'edit','Mei ',1002,'c2','m','d','01M8H76MCMKT9AHMWFPKJVTFY5',3,'[6,[0,"2"]]',NULL,'b0d48fa331a9722d7f73850045152319');
INSERT INTO event VALUES('doc Whole',5,'edit','',1003,'c3','m','d','01M8H76MCMKT9AHMWFPKJVTFY5',4,'[7,[0,"3"]]',NULL,'1cb02cd497efa1d2d585a23889a25549');
INSERT INTO event VALUES('doc Whole',6,'edit','Mei',1004,'c4','m','d','01M8H76MCMKT9AHMWFPKJVTFY5',5,'[8,[0,"4"]]',NULL,'962902a4cc2c38c51cc738b31634eaea');
INSERT INTO event VALUES('doc Whole',7,'edit','梅 / O’Neil',1005,'c5','m','d','01M8H76MCMKT9AHMWFPKJVTFY5',6,'[9,[0,"5"]]',NULL,'974e0ddf6af4134b8b72433239fd4435');
INSERT INTO event VALUES('doc Whole',8,'approve','Bo',2000,'c','a','d',NULL,NULL,NULL,'{"unit":"01M8H76MCMKT9AHMWFPKBEQP86"}','6ae225b5450670bd96b8665a123f894a');
INSERT INTO event VALUES('doc Whole',9,'waive','mei',2001,'c','w','d',NULL,NULL,NULL,'{"reason":"meant"}','a9539c2e8729973c564fa2c6e85ae8f1');
INSERT INTO event VALUES('doc Changed',1,'create','Import',1795874312607,NULL,NULL,NULL,NULL,NULL,NULL,'{"title":"Changed","versions":["en","zh-Hans","zh-Hant"],"required":["en:zh-Hans"],"units":[{"id":"01M8H76MCZ2Z5WP2ZNHTH9QMQV","segs":[["01M8H76MCZ2Z5WP2ZNHVTAX4GG"],["01M8H76MCZ2Z5WP2ZNHYT966WM"],["01M8H76MCZ2Z5WP2ZNJ12785HD"]],"sums":["70277bfc409b502132d7a48b2a3b3862","e44d3895332c7ffa6580e1cc534e4ed7",""]}]}','1082de6a8980f5f9b778ed8a73fd1a0a');
INSERT INTO event VALUES('doc Changed',2,'edit','Mei',1000,'c0','m','d','01M8H76MCZ2Z5WP2ZNHVTAX4GG',1,'[4,[0,"0"]]',NULL,'7fcc3a9153321dca51e504c0edacd1cb');
INSERT INTO event VALUES('doc Changed',3,'edit','mei',1001,'c1','m','d','01M8H76MCZ2Z5WP2ZNHVTAX4GG',2,'[5,[0,"1"]]',NULL,'344494c8e926cb5140af62044890e0d9');
INSERT INTO event VALUES('doc Changed',4,'edit','mei',1002,'c2','m','d','01M8H76MCZ2Z5WP2ZNHVTAX4GG',3,'[6,[0,"2"]]',NULL,'9a21d36aeb3ab615d3a35a47bc594112');
INSERT INTO event VALUES('doc Changed',5,'edit','',1003,'c3','m','d','01M8H76MCZ2Z5WP2ZNHVTAX4GG',4,'[7,[0,"3"]]',NULL,'4ea8cc0344232c3a7437a82196b1d53f');
INSERT INTO event VALUES('doc Changed',6,'edit','Mei',1004,'c4','m','d','01M8H76MCZ2Z5WP2ZNHVTAX4GG',5,'[8,[0,"4"]]',NULL,'8dc570ad686e4bbf21fcbcc461ceb79f');
INSERT INTO event VALUES('doc Changed',7,'edit','梅 / O’Neil',1005,'c5','m','d','01M8H76MCZ2Z5WP2ZNHVTAX4GG',6,'[9,[0,"5"]]',NULL,'f5ae7f0b8ca11479ea835d2b3ba6f3de');
INSERT INTO event VALUES('doc Changed',8,'approve','Bo',2000,'c','a','d',NULL,NULL,NULL,'{"unit":"01M8H76MCZ2Z5WP2ZNHTH9QMQV"}','176266d7432e1ca62161413ae13ab507');
INSERT INTO event VALUES('doc Changed',9,'waive','mei',2001,'c','w','d',NULL,NULL,NULL,'{"reason":"meant"}','d2a2f4a0b7f6960361042c14803b829b');
INSERT INTO event VALUES('doc Torn',1,'create','Import',1795874312615,NULL,NULL,NULL,NULL,NULL,NULL,'{"title":"Torn","versions":["en","zh-Hans","zh-Hant"],"required":["en:zh-Hans"],"units":[{"id":"01M8H76MD77104908QRMGQVA99","segs":[["01M8H76MD77104908QRQ5GRVHD"],["01M8H76MD77104908QRSSJRXXQ"],["01M8H76MD77104908QRTKZZ35P"]],"sums":["70277bfc409b502132d7a48b2a3b3862","e44d3895332c7ffa6580e1cc534e4ed7",""]}]}','d9708418e5aa5e222caf0d97dce68f23');
INSERT INTO event VALUES('doc Torn',2,'edit','Mei',1000,'c0','m','d','01M8H76MD77104908QRQ5GRVHD',1,'[4,[0,"0"]]',NULL,'67e189b239eaddcd7b2a04f38482ecd0');
INSERT INTO event VALUES('doc Torn',3,'edit','mei',1001,'c1','m','d','01M8H76MD77104908QRQ5GRVHD',2,'[5,[0,"1"]]',NULL,'82b7eb75236cb2a037b21c6ad2f70c05');
INSERT INTO event VALUES('doc Torn',4,'edit','Mei ',1002,'c2','m','d','01M8H76MD77104908QRQ5GRVHD',3,'[6,[0,"2"]]',NULL,'c010a8b5a4f398abf2e103c90eabdd6c');
INSERT INTO event VALUES('doc Torn',6,'edit','Mei',1004,'c4','m','d','01M8H76MD77104908QRQ5GRVHD',5,'[8,[0,"4"]]',NULL,'c4c1d4838e718f7e1a88387fd29c7af1');
INSERT INTO event VALUES('doc Torn',7,'edit','梅 / O’Neil',1005,'c5','m','d','01M8H76MD77104908QRQ5GRVHD',6,'[9,[0,"5"]]',NULL,'275821af8cd60ba25bce5df0625bff57');
INSERT INTO event VALUES('doc Torn',8,'approve','Bo',2000,'c','a','d',NULL,NULL,NULL,'{"unit":"01M8H76MD77104908QRMGQVA99"}','0e9f12b5ae2366c7dc6a1a138c89df5c');
INSERT INTO event VALUES('doc Torn',9,'waive','mei',2001,'c','w','d',NULL,NULL,NULL,'{"reason":"meant"}','e1ccaa2671f8f46cd131b928c48ed2d0');
INSERT INTO event VALUES('doc Another head',1,'create','Import',1795874312616,NULL,NULL,NULL,NULL,NULL,NULL,'{"title":"Another head","versions":["en","zh-Hans","zh-Hant"],"required":["en:zh-Hans"],"units":[{"id":"01M8H76MD81ETJKJY2HA3FG6JE","segs":[["01M8H76MD81ETJKJY2HB8GSXFS"],["01M8H76MD81ETJKJY2HEZMXHEC"],["01M8H76MD81ETJKJY2HGP9F8D8"]],"sums":["70277bfc409b502132d7a48b2a3b3862","e44d3895332c7ffa6580e1cc534e4ed7",""]}]}','d11cac476c8bc03308eee0d548047dbe');
INSERT INTO event VALUES('doc Another head',2,'edit','Mei',1000,'c0','m','d','01M8H76MD81ETJKJY2HB8GSXFS',1,'[4,[0,"0"]]',NULL,'5677d976ecbdab743557e62567f52638');
INSERT INTO event VALUES('doc Another head',3,'edit','mei',1001,'c1','m','d','01M8H76MD81ETJKJY2HB8GSXFS',2,'[5,[0,"1"]]',NULL,'5526c9b68b9a06b1e5aa10e9c3c5dce3');
INSERT INTO event VALUES('doc Another head',4,'edit','Mei ',1002,'c2','m','d','01M8H76MD81ETJKJY2HB8GSXFS',3,'[6,[0,"2"]]',NULL,'f3f5c3a6e5f3886afdcc840e8be55d57');
INSERT INTO event VALUES('doc Another head',5,'edit','',1003,'c3','m','d','01M8H76MD81ETJKJY2HB8GSXFS',4,'[7,[0,"3"]]',NULL,'c9d825ead0aa4ba383ba473a81b230ea');
INSERT INTO event VALUES('doc Another head',6,'edit','Mei',1004,'c4','m','d','01M8H76MD81ETJKJY2HB8GSXFS',5,'[8,[0,"4"]]',NULL,'b4cf92a4a8dccb01f2e03f49fd8778e2');
INSERT INTO event VALUES('doc Another head',7,'edit','梅 / O’Neil',1005,'c5','m','d','01M8H76MD81ETJKJY2HB8GSXFS',6,'[9,[0,"5"]]',NULL,'03acbbca400e3d7de98458ff75e52c71');
INSERT INTO event VALUES('doc Another head',8,'approve','Bo',2000,'c','a','d',NULL,NULL,NULL,'{"unit":"01M8H76MD81ETJKJY2HA3FG6JE"}','ac283393ec71025f44e8c34d96e90663');
INSERT INTO event VALUES('doc Another head',9,'waive','mei',2001,'c','w','d',NULL,NULL,NULL,'{"reason":"meant"}','79e636b7f2160abeab8078cc07284c34');
INSERT INTO event VALUES('doc Shorter',1,'create','Import',1795874312619,NULL,NULL,NULL,NULL,NULL,NULL,'{"title":"Shorter","versions":["en","zh-Hans","zh-Hant"],"required":["en:zh-Hans"],"units":[{"id":"01M8H76MDB93AKQ0ZGEGJMKRVN","segs":[["01M8H76MDB93AKQ0ZGEJ5V5PW6"],["01M8H76MDB93AKQ0ZGENHAXDJP"],["01M8H76MDB93AKQ0ZGER1J6M78"]],"sums":["70277bfc409b502132d7a48b2a3b3862","e44d3895332c7ffa6580e1cc534e4ed7",""]}]}','d265ccdd8932a112d121dcc26baef982');
INSERT INTO event VALUES('doc Shorter',2,'edit','Mei',1000,'c0','m','d','01M8H76MDB93AKQ0ZGEJ5V5PW6',1,'[4,[0,"0"]]',NULL,'01b84f95cca26541de76d8225c62321a');
INSERT INTO event VALUES('doc Shorter',3,'edit','mei',1001,'c1','m','d','01M8H76MDB93AKQ0ZGEJ5V5PW6',2,'[5,[0,"1"]]',NULL,'1f55cadb3ccffa9162e2f0521aba6013');
INSERT INTO event VALUES('doc Shorter',4,'edit','Mei ',1002,'c2','m','d','01M8H76MDB93AKQ0ZGEJ5V5PW6',3,'[6,[0,"2"]]',NULL,'fe7089382c99d3a4809b3db79709fe72');
INSERT INTO event VALUES('doc Shorter',5,'edit','',1003,'c3','m','d','01M8H76MDB93AKQ0ZGEJ5V5PW6',4,'[7,[0,"3"]]',NULL,'3cfdd409bb280c82aea485094a680062');
INSERT INTO event VALUES('doc Shorter',6,'edit','Mei',1004,'c4','m','d','01M8H76MDB93AKQ0ZGEJ5V5PW6',5,'[8,[0,"4"]]',NULL,'0c77a73bbf16c9c2aa82ac4f0db00f7c');
INSERT INTO event VALUES('doc Shorter',7,'edit','梅 / O’Neil',1005,'c5','m','d','01M8H76MDB93AKQ0ZGEJ5V5PW6',6,'[9,[0,"5"]]',NULL,'0aa9b487d50aa43567924b3ce752b73b');
INSERT INTO event VALUES('doc First changed',1,'create','Import',5,NULL,NULL,NULL,NULL,NULL,NULL,'{"title":"First changed","versions":["en","zh-Hans","zh-Hant"],"required":["en:zh-Hans"],"units":[{"id":"01M8H76MDD79YTDX14MQ7NS4MR","segs":[["01M8H76MDD79YTDX14MRR1RZNZ"],["01M8H76MDD79YTDX14MVPW749K"],["01M8H76MDD79YTDX14MXCBRY9E"]],"sums":["70277bfc409b502132d7a48b2a3b3862","e44d3895332c7ffa6580e1cc534e4ed7",""]}]}','eba3c948b25fbee3085eadd8fa2081cf');
INSERT INTO event VALUES('doc First changed',2,'edit','Mei',1000,'c0','m','d','01M8H76MDD79YTDX14MRR1RZNZ',1,'[4,[0,"0"]]',NULL,'1d7c900eb4b62b71e65620f41bf9c1d7');
INSERT INTO event VALUES('doc First changed',3,'edit','mei',1001,'c1','m','d','01M8H76MDD79YTDX14MRR1RZNZ',2,'[5,[0,"1"]]',NULL,'b353b3f08593bcc61812bc17cb2a292b');
INSERT INTO event VALUES('doc First changed',4,'edit','Mei ',1002,'c2','m','d','01M8H76MDD79YTDX14MRR1RZNZ',3,'[6,[0,"2"]]',NULL,'4a7a9cba951e4ece96789bf7ed26f57e');
INSERT INTO event VALUES('doc First changed',5,'edit','',1003,'c3','m','d','01M8H76MDD79YTDX14MRR1RZNZ',4,'[7,[0,"3"]]',NULL,'14f3a4832d01eb796c7c7d9611eb6f6c');
INSERT INTO event VALUES('doc First changed',6,'edit','Mei',1004,'c4','m','d','01M8H76MDD79YTDX14MRR1RZNZ',5,'[8,[0,"4"]]',NULL,'40aa00b6788b51f830c45b96052dd3ac');
INSERT INTO event VALUES('doc First changed',7,'edit','梅 / O’Neil',1005,'c5','m','d','01M8H76MDD79YTDX14MRR1RZNZ',6,'[9,[0,"5"]]',NULL,'36666ad37bb16de46b1d86722c007430');
INSERT INTO event VALUES('doc First changed',8,'approve','Bo',2000,'c','a','d',NULL,NULL,NULL,'{"unit":"01M8H76MDD79YTDX14MQ7NS4MR"}','d248000ad3ac06a966dc2b1f6aceda5d');
INSERT INTO event VALUES('doc First changed',9,'waive','mei',2001,'c','w','d',NULL,NULL,NULL,'{"reason":"meant"}','22800658ee8f898db090ac3d3de9faa2');
INSERT INTO event VALUES('doc Hash changed',1,'create','Import',1795874312622,NULL,NULL,NULL,NULL,NULL,NULL,'{"title":"Hash changed","versions":["en","zh-Hans","zh-Hant"],"required":["en:zh-Hans"],"units":[{"id":"01M8H76MDEEP84B938V9TKZMCM","segs":[["01M8H76MDEEP84B938VB8SGB92"],["01M8H76MDEEP84B938VBSX4X9J"],["01M8H76MDEEP84B938VFFWKT4M"]],"sums":["70277bfc409b502132d7a48b2a3b3862","e44d3895332c7ffa6580e1cc534e4ed7",""]}]}','6fe573963c8b3161178941bd36f2b345');
INSERT INTO event VALUES('doc Hash changed',2,'edit','Mei',1000,'c0','m','d','01M8H76MDEEP84B938VB8SGB92',1,'[4,[0,"0"]]',NULL,'5e7094a531e9add815cf3a42173d78e0');
INSERT INTO event VALUES('doc Hash changed',3,'edit','mei',1001,'c1','m','d','01M8H76MDEEP84B938VB8SGB92',2,'[5,[0,"1"]]',NULL,'29be3dfa5538b6481bb390463673ca3d');
INSERT INTO event VALUES('doc Hash changed',4,'edit','Mei ',1002,'c2','m','d','01M8H76MDEEP84B938VB8SGB92',3,'[6,[0,"2"]]',NULL,'54d3f3fa9a80654e9859bc84e702c253');
INSERT INTO event VALUES('doc Hash changed',5,'edit','',1003,'c3','m','d','01M8H76MDEEP84B938VB8SGB92',4,'[7,[0,"3"]]',NULL,'497ea402f2cc6e2a8d4898ee2c9d57b4');
INSERT INTO event VALUES('doc Hash changed',6,'edit','Mei',1004,'c4','m','d','01M8H76MDEEP84B938VB8SGB92',5,'[8,[0,"4"]]',NULL,'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee');
INSERT INTO event VALUES('doc Hash changed',7,'edit','梅 / O’Neil',1005,'c5','m','d','01M8H76MDEEP84B938VB8SGB92',6,'[9,[0,"5"]]',NULL,'ffae7c7a3eb3c2ce8db3a45ec4f9c8b4');
INSERT INTO event VALUES('doc Hash changed',8,'approve','Bo',2000,'c','a','d',NULL,NULL,NULL,'{"unit":"01M8H76MDEEP84B938V9TKZMCM"}','09eca8ce42f30066302c6d1b4349455f');
INSERT INTO event VALUES('doc Hash changed',9,'waive','mei',2001,'c','w','d',NULL,NULL,NULL,'{"reason":"meant"}','5a1251abb8ea1e3b753155b1e81ce44c');
CREATE TABLE approval (
  doc    TEXT NOT NULL REFERENCES document (id),
  pair   TEXT NOT NULL,              -- en:zh-Hans, en:zh-Hant, zh-Hans:zh-Hant
  a      TEXT NOT NULL,              -- content hash of the first version's cell
  b      TEXT NOT NULL,
  unit   TEXT NOT NULL,
  who    TEXT NOT NULL,
  at     BIGINT NOT NULL,
  seq    BIGINT NOT NULL,
  PRIMARY KEY (doc, pair, a, b, unit)
);
INSERT INTO approval VALUES('doc Whole','en:zh-Hans','e7079ae7be2ce50467f541a7fe72415e','e44d3895332c7ffa6580e1cc534e4ed7','01M8H76MCMKT9AHMWFPKBEQP86','Bo',2000,8);
INSERT INTO approval VALUES('doc Changed','en:zh-Hans','e7079ae7be2ce50467f541a7fe72415e','e44d3895332c7ffa6580e1cc534e4ed7','01M8H76MCZ2Z5WP2ZNHTH9QMQV','Bo',2000,8);
INSERT INTO approval VALUES('doc Torn','en:zh-Hans','e7079ae7be2ce50467f541a7fe72415e','e44d3895332c7ffa6580e1cc534e4ed7','01M8H76MD77104908QRMGQVA99','Bo',2000,8);
INSERT INTO approval VALUES('doc Another head','en:zh-Hans','e7079ae7be2ce50467f541a7fe72415e','e44d3895332c7ffa6580e1cc534e4ed7','01M8H76MD81ETJKJY2HA3FG6JE','Bo',2000,8);
INSERT INTO approval VALUES('doc Shorter','en:zh-Hans','e7079ae7be2ce50467f541a7fe72415e','e44d3895332c7ffa6580e1cc534e4ed7','01M8H76MDB93AKQ0ZGEGJMKRVN','Bo',2000,8);
INSERT INTO approval VALUES('doc First changed','en:zh-Hans','e7079ae7be2ce50467f541a7fe72415e','e44d3895332c7ffa6580e1cc534e4ed7','01M8H76MDD79YTDX14MQ7NS4MR','Bo',2000,8);
INSERT INTO approval VALUES('doc Hash changed','en:zh-Hans','e7079ae7be2ce50467f541a7fe72415e','e44d3895332c7ffa6580e1cc534e4ed7','01M8H76MDEEP84B938V9TKZMCM','Bo',2000,8);
CREATE TABLE content (
  hash TEXT PRIMARY KEY,
  text TEXT NOT NULL
);
INSERT INTO content VALUES('e7079ae7be2ce50467f541a7fe72415e','One.012345');
INSERT INTO content VALUES('e44d3895332c7ffa6580e1cc534e4ed7','一。');
CREATE TABLE waiver (
  doc     TEXT NOT NULL REFERENCES document (id),
  unit    TEXT NOT NULL,
  rule    TEXT NOT NULL,            -- id of the check
  pair    TEXT NOT NULL,            -- the finding's versions with colons between them
  finding TEXT NOT NULL,            -- id of the finding; '' = all of that check and pair
  version BIGINT NOT NULL,          -- of the check; 0 = any
  hashes  TEXT NOT NULL,            -- content hashes of those cells, with colons
  who     TEXT NOT NULL,
  at      BIGINT NOT NULL,
  reason  TEXT NOT NULL,
  seq     BIGINT NOT NULL,
  PRIMARY KEY (doc, unit, rule, pair, finding)
);
INSERT INTO waiver VALUES('doc Whole','01M8H76MCMKT9AHMWFPKBEQP86','num.value','en:zh-Hans','f',1,'x:y','mei',2001,'meant',9);
INSERT INTO waiver VALUES('doc Changed','01M8H76MCZ2Z5WP2ZNHTH9QMQV','num.value','en:zh-Hans','f',1,'x:y','mei',2001,'meant',9);
INSERT INTO waiver VALUES('doc Torn','01M8H76MD77104908QRMGQVA99','num.value','en:zh-Hans','f',1,'x:y','mei',2001,'meant',9);
INSERT INTO waiver VALUES('doc Another head','01M8H76MD81ETJKJY2HA3FG6JE','num.value','en:zh-Hans','f',1,'x:y','mei',2001,'meant',9);
INSERT INTO waiver VALUES('doc Shorter','01M8H76MDB93AKQ0ZGEGJMKRVN','num.value','en:zh-Hans','f',1,'x:y','mei',2001,'meant',9);
INSERT INTO waiver VALUES('doc First changed','01M8H76MDD79YTDX14MQ7NS4MR','num.value','en:zh-Hans','f',1,'x:y','mei',2001,'meant',9);
INSERT INTO waiver VALUES('doc Hash changed','01M8H76MDEEP84B938V9TKZMCM','num.value','en:zh-Hans','f',1,'x:y','mei',2001,'meant',9);
CREATE TABLE orphan (
  doc    TEXT NOT NULL,
  client TEXT NOT NULL,
  msg    TEXT NOT NULL,
  seg    TEXT NOT NULL,
  who    TEXT NOT NULL,
  at     BIGINT NOT NULL,
  why    TEXT NOT NULL,
  message TEXT NOT NULL,             -- the refused message as it came
  PRIMARY KEY (doc, client, msg)
);
INSERT INTO orphan VALUES('doc Whole','c','o','01M8H76MCMKT9AHMWFPKJVTFY5','Only refused',999,'too late','{}');
INSERT INTO orphan VALUES('doc Changed','c','o','01M8H76MCZ2Z5WP2ZNHVTAX4GG','Only refused',999,'too late','{}');
INSERT INTO orphan VALUES('doc Torn','c','o','01M8H76MD77104908QRQ5GRVHD','Only refused',999,'too late','{}');
INSERT INTO orphan VALUES('doc Another head','c','o','01M8H76MD81ETJKJY2HB8GSXFS','Only refused',999,'too late','{}');
INSERT INTO orphan VALUES('doc Shorter','c','o','01M8H76MDB93AKQ0ZGEJ5V5PW6','Only refused',999,'too late','{}');
INSERT INTO orphan VALUES('doc First changed','c','o','01M8H76MDD79YTDX14MRR1RZNZ','Only refused',999,'too late','{}');
INSERT INTO orphan VALUES('doc Hash changed','c','o','01M8H76MDEEP84B938VB8SGB92','Only refused',999,'too late','{}');
CREATE TABLE tally (
  doc   TEXT PRIMARY KEY,
  seq   BIGINT NOT NULL,             -- the event up to which it counts
  rules TEXT NOT NULL,               -- which checks counted
  body  TEXT NOT NULL
);
CREATE TABLE ledger (
  doc   TEXT NOT NULL REFERENCES document (id),
  rule  TEXT NOT NULL,               -- id of the check
  fixed BIGINT NOT NULL,
  PRIMARY KEY (doc, rule)
);
INSERT INTO ledger VALUES('doc Whole','num.value',2);
CREATE INDEX unit_place ON unit (doc, place);
CREATE INDEX segment_doc ON segment (doc);
CREATE INDEX event_step ON event (doc, seq) WHERE kind = 'struct';
CREATE INDEX orphan_age ON orphan (doc, at);
