-- Purpose: map data packs with the outlines of divisions (ADR 0106). Reversible: drop the view and both tables.
create table map_packs (
  id bigint not null primary key,
  name text not null unique check (name <> ''),
  -- where the outlines come from, as it is to be told under every map
  source text not null check (source <> ''),
  -- 审图号; without one the outlines are shown to staff only, as a sketch
  approval_number text check (approval_number <> ''),
  coordinate_system text not null check (coordinate_system in ('CGCS2000', 'GCJ-02', 'WGS-84')),
  edition text not null check (edition <> ''),
  loaded_at timestamptz not null,
  loaded_by text not null
);
comment on table map_packs is 'replaceable packs of outlines: where they come from and under which number they were approved';
create table division_outlines (
  division bigint not null primary key references divisions (key),
  pack_id bigint not null references map_packs (id) on delete cascade,
  -- SVG path in thousandths of a degree, Mercator, y downwards
  path text not null check (path <> ''),
  min_x int not null,
  min_y int not null,
  max_x int not null check (max_x >= min_x),
  max_y int not null check (max_y >= min_y),
  -- where its name is written
  label_x int not null,
  label_y int not null
);
comment on table division_outlines is 'outlines of divisions as drawn on maps; one for each, of the pack loaded last';
create index division_outlines_by_box on division_outlines (min_x, max_x, min_y, max_y);
create index division_outlines_by_pack on division_outlines (pack_id);
create view divisions_published_outlines as
select o.division, o.path, o.min_x, o.min_y, o.max_x, o.max_y, o.label_x, o.label_y, p.source, p.approval_number, p.edition
from division_outlines o join map_packs p on p.id = o.pack_id
where p.approval_number is not null;
comment on view divisions_published_outlines is 'for the public pages: outlines that were approved for publication (审图号)';
