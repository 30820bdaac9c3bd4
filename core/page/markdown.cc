// Writes HTML from md4c's events; all tags of Markdown are written here.
#include "core/page/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <string_view>

#include "core/base/check.h"

namespace core {
namespace {

constexpr unsigned kFlags =
    MD_FLAG_TABLES | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_STRIKETHROUGH;

std::string_view entity_of(char c) {
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '"':
      return "&quot;";
    default:
      return {};
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const std::string_view entity = entity_of(c);
    if (entity.empty()) {
      out += c;
    } else {
      out += entity;
    }
  }
  return out;
}

// An attribute as written; character references in an address are not decoded.
std::string text_of(const MD_ATTRIBUTE& attribute) {
  return attribute.text == nullptr ? "" : std::string(attribute.text, attribute.size);
}

bool has_scheme(std::string_view address) {
  const std::size_t colon = address.find(':');
  return colon != std::string_view::npos && colon < address.find_first_of("/?#");
}

}  // namespace

// One rendering; md4c passes it to the static callbacks.
class MarkdownWriter {
 public:
  explicit MarkdownWriter(const MarkdownOptions& options) : options_(options) {}

  void read(const std::string& text);
  Rendered rendered() { return Rendered(std::move(out_)); }
  std::vector<MarkdownLink> take_links() { return std::move(links_); }

 private:
  void open(std::string_view tag) { tagged("<", tag); }
  // Must be followed by attributes and '>'.
  void begin(std::string_view tag) { out_.append("<").append(tag); }
  void close(std::string_view tag) { tagged("</", tag); }
  void tagged(std::string_view before, std::string_view tag) {
    out_.append(before).append(tag).append(">");
  }
  void attribute(std::string_view name, std::string_view value) {
    out_.append(" ").append(name).append("=\"").append(escaped(value)).append("\"");
  }
  std::string heading(void* detail) const;
  std::string address(const std::string& written) const;
  void block(MD_BLOCKTYPE type, void* detail, bool enter);
  void table_cell(MD_BLOCKTYPE type, bool enter);
  void span(MD_SPANTYPE type, void* detail, bool enter);
  void link(const MD_SPAN_A_DETAIL& detail, bool enter);
  void picture(const MD_SPAN_IMG_DETAIL& detail, bool enter);
  void words(MD_TEXTTYPE type, std::string_view text);

  static MarkdownWriter& of(void* self) { return *static_cast<MarkdownWriter*>(self); }

  const MarkdownOptions& options_;
  std::string out_;
  std::vector<MarkdownLink> links_;
  std::vector<bool> linked_;  // for each open link: whether a tag was written
  int inside_picture_ = 0;    // text inside an image becomes its alternative text
  std::string picture_text_;
};

std::string MarkdownWriter::heading(void* detail) const {
  const auto level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
  return "h" + std::to_string(std::min(level - 1 + options_.first_heading, 6));
}

std::string MarkdownWriter::address(const std::string& written) const {
  if (has_scheme(written) || written.starts_with('#')) return written;
  return (written.starts_with("files/") ? options_.shared_root : options_.site_root) + written;
}

void MarkdownWriter::table_cell(MD_BLOCKTYPE type, bool enter) {
  if (!enter) {
    close(type == MD_BLOCK_TH ? "th" : "td");
    return;
  }
  begin(type == MD_BLOCK_TH ? "th" : "td");
  if (type == MD_BLOCK_TH) attribute("scope", "col");
  out_ += ">";
}

void MarkdownWriter::block(MD_BLOCKTYPE type, void* detail, bool enter) {
  const auto wrap = [&](std::string_view tag) { enter ? open(tag) : close(tag); };
  switch (type) {
    case MD_BLOCK_QUOTE:
      return wrap("blockquote");
    case MD_BLOCK_UL:
      return wrap("ul");
    case MD_BLOCK_OL:
      return wrap("ol");
    case MD_BLOCK_LI:
      return wrap("li");
    case MD_BLOCK_HR:
      return enter ? open("hr") : void();
    case MD_BLOCK_H:
      return wrap(heading(detail));
    case MD_BLOCK_CODE:
      return wrap("pre");
    case MD_BLOCK_P:
      return wrap("p");
    case MD_BLOCK_TABLE:
      return wrap("table");
    case MD_BLOCK_THEAD:
      return wrap("thead");
    case MD_BLOCK_TBODY:
      return wrap("tbody");
    case MD_BLOCK_TR:
      return wrap("tr");
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      return table_cell(type, enter);
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
      return;
  }
}

void MarkdownWriter::link(const MD_SPAN_A_DETAIL& detail, bool enter) {
  if (!enter) {
    if (linked_.back()) close("a");
    linked_.pop_back();
    return;
  }
  const std::string written = text_of(detail.href);
  links_.push_back({.address = written});
  linked_.push_back(is_linkable(written));
  if (!linked_.back()) return;
  begin("a");
  attribute("href", address(written));
  out_ += ">";
}

void MarkdownWriter::picture(const MD_SPAN_IMG_DETAIL& detail, bool enter) {
  inside_picture_ += enter ? 1 : -1;
  if (enter || inside_picture_ > 0) return;
  const std::string written = text_of(detail.src);
  if (is_linkable(written)) {
    begin("img");
    attribute("src", address(written));
    attribute("alt", picture_text_);
    out_ += ">";
  }
  links_.push_back({.address = written, .picture = true, .text = std::move(picture_text_)});
  picture_text_.clear();
}

void MarkdownWriter::span(MD_SPANTYPE type, void* detail, bool enter) {
  if (type == MD_SPAN_IMG) return picture(*static_cast<MD_SPAN_IMG_DETAIL*>(detail), enter);
  if (inside_picture_ > 0) return;
  if (type == MD_SPAN_A) return link(*static_cast<MD_SPAN_A_DETAIL*>(detail), enter);
  const std::string_view tag = type == MD_SPAN_STRONG ? "strong"
                               : type == MD_SPAN_EM   ? "em"
                               : type == MD_SPAN_CODE ? "code"
                               : type == MD_SPAN_DEL  ? "del"
                                                      : "";
  if (tag.empty()) return;
  enter ? open(tag) : close(tag);
}

void MarkdownWriter::words(MD_TEXTTYPE type, std::string_view text) {
  if (inside_picture_ > 0) {
    picture_text_ += type == MD_TEXT_BR || type == MD_TEXT_SOFTBR ? " " : text;
    return;
  }
  switch (type) {
    case MD_TEXT_BR:
      return open("br");
    case MD_TEXT_SOFTBR:
      // Browsers show a line break as a blank; between Chinese characters there must be none.
      if (out_.empty() || static_cast<unsigned char>(out_.back()) < 0x80) out_ += "\n";
      return;
    case MD_TEXT_ENTITY:
      out_ += text;
      return;
    case MD_TEXT_NULLCHAR:
      return;
    default:
      out_ += escaped(text);
  }
}

void MarkdownWriter::read(const std::string& text) {
  MD_PARSER parser{};
  parser.flags = kFlags;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    of(self).block(type, detail, true);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    of(self).block(type, detail, false);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
    of(self).span(type, detail, true);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* self) {
    of(self).span(type, detail, false);
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* self) {
    of(self).words(type, std::string_view(words, size));
    return 0;
  };
  // Fails only if memory runs out.
  BANCHENG_CHECK(md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, this) == 0);
}

Rendered render_markdown(const std::string& text, const MarkdownOptions& options) {
  MarkdownWriter writer(options);
  writer.read(text);
  return writer.rendered();
}

std::vector<MarkdownLink> markdown_links(const std::string& text) {
  const MarkdownOptions options;
  MarkdownWriter writer(options);
  writer.read(text);
  return writer.take_links();
}

bool is_linkable(const std::string& address) {
  if (address.find_first_of("\r\n\t\\\"<>") != std::string::npos) return false;
  if (!has_scheme(address)) {
    return !address.empty() && !address.starts_with('/') && !address.starts_with("..") &&
           address.find("/../") == std::string::npos;
  }
  constexpr std::string_view kSchemes[] = {"http://", "https://", "mailto:", "tel:"};
  return std::ranges::any_of(kSchemes, [&](std::string_view s) { return address.starts_with(s); });
}

}  // namespace core
