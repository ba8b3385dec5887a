-- Photos that wait for somebody to look at them, the oldest first: without it nobody could list the cases they keep from the public.
create index photo_held on photos.photo (uploaded_at, id) where screened = 'held' and state = 'ready' and subject like 'cases/%';
