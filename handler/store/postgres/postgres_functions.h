// SQL functions of PostgreSQL for what SQLite has built in: lists in JSON, the refusals of
// triggers, the last number that a table gave, and the words of a search.
#pragma once

#include <string_view>

namespace handler::store {

// json_each(list) has the texts of a JSON list as rows, json_each(list, '$') numbers: the two
// spellings mean the same to SQLite, which does not tell apart types of values.
inline constexpr std::string_view kFunctions = R"sql(
CREATE OR REPLACE FUNCTION json_each(list TEXT) RETURNS TABLE(value TEXT) LANGUAGE sql IMMUTABLE STRICT ROWS 4 AS
  'SELECT jsonb_array_elements_text(list::JSONB)';
CREATE OR REPLACE FUNCTION json_each(list TEXT, path TEXT) RETURNS TABLE(value BIGINT) LANGUAGE sql IMMUTABLE STRICT ROWS 4 AS
  'SELECT jsonb_array_elements_text(list::JSONB)::BIGINT';

CREATE OR REPLACE FUNCTION json_valid(list TEXT) RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  PERFORM list::JSONB;
  RETURN TRUE;
EXCEPTION WHEN OTHERS THEN
  RETURN FALSE;
END $$;

CREATE OR REPLACE FUNCTION refuse() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;

-- The sequence from which a table takes its next number.
CREATE OR REPLACE FUNCTION sequence_of(table_name TEXT) RETURNS TEXT LANGUAGE sql STABLE STRICT AS
  'SELECT pg_get_serial_sequence(table_name, attname) FROM pg_attribute
   WHERE attrelid = table_name::REGCLASS AND attidentity <> ''''';
-- The last number that it gave, or passed over; 0 if none.
CREATE OR REPLACE FUNCTION last_number(table_name TEXT) RETURNS BIGINT LANGUAGE plpgsql STRICT AS $$
DECLARE
  last BIGINT;
BEGIN
  EXECUTE 'SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM ' || sequence_of(table_name) INTO last;
  RETURN last;
END $$;
-- Gives no number up to `last` again.
CREATE OR REPLACE FUNCTION pass_over(table_name TEXT, last BIGINT) RETURNS VOID LANGUAGE plpgsql STRICT AS $$
BEGIN
  IF last > last_number(table_name) THEN
    PERFORM setval(sequence_of(table_name)::REGCLASS, last);
  END IF;
END $$;
)sql";

// A document has its terms twice: as the text that words_in() made, which decides, and as a set of
// lexemes, which finds candidates. Lexemes alone could not decide: they keep no position beyond
// 16,383, a lexeme has at most 2,046 bytes, and a set at most 1 MB. Longer terms are cut; what does
// not fit into a set is a candidate of every search, by the lexeme '~', which no term is.
//
// `wanted` is what match_for() of search_words.h makes: phrases with " AND " between them, or with
// " OR " within brackets; a phrase with " *" is a prefix.
inline constexpr char kTableOfWords[] = R"sql(
CREATE TABLE case_words (
  case_id BIGINT PRIMARY KEY,
  words   TSVECTOR NOT NULL,
  terms   TEXT NOT NULL
);
ALTER TABLE case_words ALTER COLUMN words SET STATISTICS 0, ALTER COLUMN terms SET STATISTICS 0;
CREATE INDEX case_words_by_word ON case_words USING GIN (words) WITH (fastupdate = off);

CREATE OR REPLACE FUNCTION words_of(terms TEXT) RETURNS TSVECTOR LANGUAGE plpgsql IMMUTABLE STRICT AS $$$$
DECLARE
  lexemes TEXT[];
BEGIN
  SELECT array_agg(DISTINCT left(term, 100)) INTO lexemes
    FROM regexp_split_to_table(terms, ' +') AS term WHERE term <> '';
  IF lexemes IS NULL OR octet_length(array_to_string(lexemes, '')) > 500000 THEN
    lexemes := ARRAY['~'];
  END IF;
  RETURN array_to_tsvector(lexemes);
END $$$$;

CREATE OR REPLACE FUNCTION lexemes_of(phrase TEXT, is_prefix BOOLEAN) RETURNS TEXT LANGUAGE sql IMMUTABLE AS
  'SELECT string_agg(quote_literal(left(term, 100)) || CASE WHEN is_prefix THEN '':*'' ELSE '''' END, '' & '')
   FROM regexp_split_to_table(phrase, '' +'') AS term';

CREATE OR REPLACE FUNCTION words_query(wanted TEXT) RETURNS TSQUERY LANGUAGE sql IMMUTABLE STRICT AS
  'SELECT (''''''~'''' | ('' || string_agg(item, '' & '') || '')'')::TSQUERY FROM (
     SELECT ''('' || string_agg(''('' || lexemes_of(one[1], one[2] IS NOT NULL) || '')'', '' | '') || '')'' AS item
     FROM regexp_split_to_table(wanted, '' AND '') WITH ORDINALITY AS part(text, place),
       regexp_matches(part.text, ''"([^"]*)"( \*)?'', ''g'') AS one
     GROUP BY place) AS items';

CREATE OR REPLACE FUNCTION words_fit(terms TEXT, wanted TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE STRICT COST 1000 AS
  'SELECT NOT EXISTS (SELECT FROM regexp_split_to_table(wanted, '' AND '') AS part WHERE NOT EXISTS (
     SELECT FROM regexp_matches(part, ''"([^"]*)"( \*)?'', ''g'') AS one
     WHERE position('' '' || one[1] || CASE WHEN one[2] IS NULL THEN '' '' ELSE '''' END IN '' '' || terms || '' '') > 0))';

CREATE OR REPLACE FUNCTION holds_words(words TSVECTOR, terms TEXT, wanted TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS
  'SELECT words @@ words_query(wanted) AND words_fit(terms, wanted)';
)sql";

}  // namespace handler::store
