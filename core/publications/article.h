// A page that an author writes in Markdown: news, a typical story, the wording of a document. A
// strict YAML head has the data for lists, feeds and meta tags.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"
#include "core/time/local_time.h"

namespace core {

struct Article {
  std::string id;    // the file's name without its extension; the page's address
  std::string file;  // below the site's folder: "news/2026-10-holiday-hours.md"
  std::string title;
  Day date{};                  // the first day on which it is shown
  std::string source;          // who published it; empty: the site's owner
  std::string author;          // may be empty
  std::string summary;         // one or two sentences for lists and feeds
  std::optional<Day> expires;  // the last day on which it is shown
  std::string body;            // Markdown
  int body_line = 1;           // the line of the file where the body begins
  Span title_span;
  Span date_span;
  Span expires_span;
};

// True for names that may be part of an address: lower-case letters, digits and '-', at most 60.
bool is_address_name(std::string_view name);

// Reads one file: a head between two lines `---`, then Markdown that is not empty. `shown` is the
// file's name in messages. Returns nothing if there is any mistake (article.head, article.empty,
// article.name and those of the keys).
std::optional<Article> read_article(const std::string& shown, const std::string& file,
                                    const std::string& text, Diagnostics& diagnostics);

// The parts of an article's file, byte for byte; joined they are the file. Either line end is one.
struct ArticleParts {
  std::string_view opening;  // a byte order mark, and the line "---" with its end
  std::string_view head;     // the lines of YAML
  std::string_view closing;  // the second line "---" with its end
  std::string_view body;
};
// Views into `text`; nothing if it does not begin with a head between two lines "---". Pure.
std::optional<ArticleParts> split_article(std::string_view text);

// The wording of a document: Markdown without a head, because its data is in documents.yaml.
std::optional<std::string> read_document_body(const std::string& shown, const std::string& text,
                                              Diagnostics& diagnostics);

// Newest first; articles of the same day are sorted by address.
void sort_newest_first(std::vector<Article>& articles);

}  // namespace core
