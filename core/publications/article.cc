// Reads articles; their heads go through the strict YAML reader, so that mistakes are located as in
// other files.
#include "core/publications/article.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/input/source_text.h"
#include "core/input/yaml_reader.h"
#include "core/reading/values.h"

namespace core {
namespace {

constexpr std::size_t kMostArticleBytes = 1u << 20;
constexpr std::string_view kMark = "\xEF\xBB\xBF";  // of the byte order

std::string with_unix_line_ends(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i];
  }
  return out;
}

// The line at this byte, with its end.
std::string_view line_at(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return text.substr(at, end == std::string_view::npos ? end : end + 1 - at);
}

bool is_fence(std::string_view line) {
  return line == "---\n" || line == "---\r\n";
}

struct HeadAndBody {
  std::string head;  // its first line stands for the fence, so line numbers are the file's
  std::string body;
  int body_line = 1;
};

std::optional<HeadAndBody> split_head(const std::string& shown, const std::string& text,
                                      Diagnostics& diagnostics) {
  const std::optional<ArticleParts> parts = split_article(text);
  if (!parts) {
    diagnostics.error(
        {shown, 1, 1}, "article.head",
        is_fence(line_at(text, 0)) ? say("the head does not end") : say("the file has no head"),
        say("write 'title', 'date' and 'summary' between two lines '---'"));
    return std::nullopt;
  }
  const auto lines = std::ranges::count(parts->head, '\n');
  return HeadAndBody{"#--\n" + std::string(parts->head), std::string(parts->body),
                     static_cast<int>(lines) + 3};
}

void check_order(MapReader& reader, const Article& article) {
  if (!article.expires || *article.expires >= article.date) return;
  reader.error("expires", "article.expires",
               say("{expires} comes before {date}",
                   {{"expires", to_iso(*article.expires)}, {"date", to_iso(article.date)}}),
               say("'expires' is the last day on which it is shown"));
}

Article read_head(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "article", diagnostics);
  Article article;
  article.title = reader.required_text("title");
  if (const auto date = required_date(reader, "date")) article.date = *date;
  article.source = reader.optional_text("source");
  article.author = reader.optional_text("author");
  article.summary = reader.required_text("summary");
  article.expires = optional_date(reader, "expires");
  article.title_span = reader.span_of("title");
  article.date_span = reader.span_of("date");
  article.expires_span = reader.span_of("expires");
  check_order(reader, article);
  reader.finish();
  return article;
}

std::string stem_of(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  const std::size_t start = slash == std::string::npos ? 0 : slash + 1;
  return file.substr(start, file.rfind('.') - start);
}

void check_name(const std::string& shown, const std::string& id, Diagnostics& diagnostics) {
  // Addresses "page-2" and so on belong to the pages of the list: news/page-2/.
  if (is_address_name(id) && !id.starts_with("page-")) return;
  diagnostics.error(
      {shown}, "article.name", say("'{id}' cannot stand in an address", {{"id", id}}),
      say("use lower-case letters, digits and '-', for example 2026-10-holiday-hours.md; "
          "'page-' is taken"));
}

}  // namespace

bool is_address_name(std::string_view name) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.size() <= 60 && name[0] != '-' && std::ranges::all_of(name, good);
}

std::optional<ArticleParts> split_article(std::string_view text) {
  const std::size_t start = text.starts_with(kMark) ? kMark.size() : 0;
  const std::string_view opening = line_at(text, start);
  if (!is_fence(opening)) return std::nullopt;
  const std::size_t head = start + opening.size();
  for (std::size_t at = head; at < text.size();) {
    const std::string_view line = line_at(text, at);
    const std::size_t behind = at + line.size();
    if (is_fence(line))
      return ArticleParts{text.substr(0, head), text.substr(head, at - head), line,
                          text.substr(behind)};
    at = behind;
  }
  return std::nullopt;
}

std::optional<Article> read_article(const std::string& shown, const std::string& file,
                                    const std::string& text, Diagnostics& diagnostics) {
  Diagnostics own;
  own.add_source(shown, text);
  std::optional<Article> article;
  if (is_readable_text(shown, text, kMostArticleBytes, own)) {
    const auto parts = split_head(shown, with_unix_line_ends(without_byte_order_mark(text)), own);
    const auto root = parts ? read_yaml(shown, parts->head, own) : std::nullopt;
    if (root) {
      article = read_head(*root, own);
      article->file = file;
      article->id = stem_of(file);
      article->body = parts->body;
      article->body_line = parts->body_line;
      check_name(shown, article->id, own);
      if (trimmed(article->body).empty()) {
        own.error({shown}, "article.empty", say("there is nothing below the head"),
                  say("write the text behind the second '---'"));
      }
    }
  }
  own.add_source(shown, text);  // for the YAML reader, which sees only the head
  if (own.has_errors()) article.reset();
  diagnostics.merge(std::move(own));
  return article;
}

std::optional<std::string> read_document_body(const std::string& shown, const std::string& text,
                                              Diagnostics& diagnostics) {
  diagnostics.add_source(shown, text);
  if (!is_readable_text(shown, text, kMostArticleBytes, diagnostics)) return std::nullopt;
  std::string body = with_unix_line_ends(without_byte_order_mark(text));
  if (!trimmed(body).empty()) return body;
  diagnostics.error({shown}, "article.empty", say("the file has no text"),
                    say("write the document's text, or remove the file"));
  return std::nullopt;
}

void sort_newest_first(std::vector<Article>& articles) {
  std::ranges::sort(articles, [](const Article& a, const Article& b) {
    return a.date != b.date ? a.date > b.date : a.id < b.id;
  });
}

}  // namespace core
