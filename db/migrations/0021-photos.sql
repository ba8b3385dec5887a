create schema photos;

create table photos.photo (
  id uuid primary key,
  subject text not null,
  role text not null check (role in ('report', 'near', 'far', 'before', 'after', 'verification')),
  position integer not null check (position > 0),
  taken_by text,
  uploaded_at timestamptz not null,
  alt text not null default '',

  state text not null default 'waiting' check (state in ('waiting', 'ready', 'refused')),
  refused_because text,
  attempts integer not null default 0,
  claimed_until timestamptz,

  upload_sha256 text not null,
  original_sha256 text,
  full_sha256 text,
  thumb_sha256 text,
  dropping text[] not null default '{}',
  width integer check (width > 0),
  height integer check (height > 0),
  bytes integer check (bytes > 0),
  phash text check (phash ~ '^[0-9a-f]{16}$'),

  exif_lat double precision check (exif_lat between -90 and 90),
  exif_lon double precision check (exif_lon between -180 and 180),
  exif_taken_at timestamptz,

  screened text not null default 'held' check (screened in ('held', 'released', 'withheld')),
  screened_by text,
  screened_at timestamptz,
  screened_because text,

  check ((exif_lat is null) = (exif_lon is null)),
  check ((state = 'refused') = (refused_because is not null)),
  check (state <> 'waiting' or original_sha256 is not null),
  check ((state = 'ready') = (full_sha256 is not null and thumb_sha256 is not null and width is not null and height is not null
    and bytes is not null and phash is not null)),
  check (state <> 'ready' or original_sha256 is null),
  check (screened <> 'released' or state = 'ready'),
  check ((screened = 'held') = (screened_by is null) and (screened = 'held') = (screened_at is null)),
  check (screened <> 'withheld' or screened_because is not null)
);
comment on table photos.photo is '照片；subject 是它所属的记录，未提交的表单以 draft/ 开头。原图只留到处理完，公开的是去除拍摄信息的重新编码';
comment on column photos.photo.position is '同一记录、同一用途中的次序';
comment on column photos.photo.taken_by is '上传的人';
comment on column photos.photo.alt is '替代文字，供看不见图的人';
comment on column photos.photo.attempts is '处理的次数；每次先记后做，进程中断也算一次';
comment on column photos.photo.claimed_until is '在此之前不由别的进程处理';
comment on column photos.photo.upload_sha256 is '上传内容的散列，用来认出同一个文件；内容本身已不在';
comment on column photos.photo.original_sha256 is '原图，不公开；处理完即从磁盘删除并清空';
comment on column photos.photo.full_sha256 is '重新编码的图，长边不超过 1920 像素';
comment on column photos.photo.thumb_sha256 is '缩略图，长边不超过 480 像素';
comment on column photos.photo.dropping is '不再需要、正从磁盘删除的内容';
comment on column photos.photo.phash is '感知散列，64 位的十六进制；相近的照片相差的位数少';
comment on column photos.photo.exif_lat is '照片自带的纬度（WGS84），只供工作人员核对，不公开';
comment on column photos.photo.exif_lon is '照片自带的经度（WGS84），只供工作人员核对，不公开';
comment on column photos.photo.exif_taken_at is '照片自带的拍摄时间，只供工作人员核对，不公开';
comment on column photos.photo.screened is '公开审查：待审、可以公开、不公开';
create index photo_subject on photos.photo (subject, uploaded_at, position);
create index photo_waiting on photos.photo (attempts, uploaded_at, id) where state = 'waiting';
create index photo_draft on photos.photo (uploaded_at) where subject like 'draft/%';
create index photo_alike on photos.photo (uploaded_at) include (phash, id) where phash is not null;
create index photo_dropping on photos.photo (id) where dropping <> '{}';
