// Reads HTML as strictly as the other files of a site: what is not known to be harmless is
// refused.
#include "core/site/portal_part.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/input/html_scan.h"
#include "core/input/source_text.h"
#include "core/site/portal_rules.h"

namespace core {
namespace {

constexpr std::size_t kMostPortalPartBytes = 16'000;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

class PartReader {
 public:
  PartReader(const std::string& file, const std::string& text, Diagnostics& diagnostics)
      : source_(file, text), html_(text), diagnostics_(diagnostics) {}

  PortalPart read() {
    while (html_.next()) {
      if (html_.kind() == HtmlScanner::Kind::comment) {
        check_comment();
      } else if (html_.kind() == HtmlScanner::Kind::text) {
        read_words();
      } else {
        read_tag();
      }
    }
    for (const Open& open : open_) {
      error(open.start, open.start + 1 + open.element->name.size(), "portal.unclosed",
            say("'{name}' is not closed", {{"name", open.element->name}}),
            say("close it where it ends"));
    }
    if (!trimmed(markup_).empty()) end_piece(PortalRoot::none);
    return std::move(part_);
  }

 private:
  struct Open {
    const PortalElement* element = nullptr;
    std::size_t start = 0;
  };
  struct Attribute {
    std::string name;  // in small letters
    std::string value;
    std::size_t start = 0;        // of the name
    std::size_t value_start = 0;  // after the quote
  };

  void error(std::size_t start, std::size_t end, std::string code, Sentence message,
             Sentence hint) {
    diagnostics_.error(source_.span(start, end), std::move(code), std::move(message),
                       std::move(hint));
  }

  void check_comment() {
    if (html_.is_complete()) return;
    error(html_.start(), html_.start() + 4, "portal.unclosed", say("this comment does not end"),
          say("end it with '-->'"));
  }

  void read_words() {
    const std::string_view words = html_.words();
    const std::size_t start = html_.start();
    const bool is_list = !open_.empty() && open_.back().element->holds == Holds::items;
    if (is_list && !trimmed(words).empty()) {
      const std::size_t first = start + words.find_first_not_of(" \t\r\n");
      error(first, first + 1, "portal.place",
            say("these words stand in a list but in none of its items"), say("put them into 'li'"));
    }
    for (std::size_t at = words.find('<'); at != std::string_view::npos;
         at = words.find('<', at + 1)) {
      error(start + at, start + at + 1, "portal.syntax", say("'<' begins no element here"),
            say("write '&lt;'"));
    }
    add_words(words, start);
  }

  // Accepts known character references; a bare '&' is escaped.
  void add_words(std::string_view words, std::size_t start) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i] != '&') {
        markup_ += words[i];
        continue;
      }
      const std::size_t end = words.substr(i, 12).find(';');
      const std::string_view name =
          end == std::string_view::npos ? std::string_view() : words.substr(i + 1, end - 1);
      if (is_portal_entity(name)) {
        markup_ += '&';
      } else {
        const bool is_number = name.starts_with('#');
        if (!name.empty() && std::all_of(name.begin() + is_number, name.end(), is_name_character)) {
          error(start + i, start + i + end + 1, "portal.entity",
                say("'{text}' is no character reference that is known here",
                    {{"text", words.substr(i, end + 1)}}),
                say("write the character itself"));
        }
        markup_ += "&amp;";
      }
    }
  }

  void read_tag() {
    const bool closes = html_.kind() == HtmlScanner::Kind::end_tag;
    const std::string name = ascii_lower(html_.words());
    const PortalElement* element = portal_element(name);
    const std::size_t start = html_.start();
    if (!html_.is_complete()) {
      error(start, start + 1, "portal.unclosed", say("this tag does not end"),
            say("end it with '>'"));
    }
    if (element == nullptr) {
      // A well-formed end tag was reported at its start tag.
      if (closes && std::ranges::all_of(name, is_name_character)) return;
      error(start, start + 1 + (closes ? 1 : 0) + name.size(), "portal.element",
            say("'{name}' cannot stand here", {{"name", name}}), portal_element_hint(name));
      return;
    }
    const std::vector<Attribute> attributes = good_attributes();
    if (closes) {
      close(*element, start);
    } else {
      open(*element, start, attributes);
    }
  }

  // Without those that were reported.
  std::vector<Attribute> good_attributes() {
    std::vector<Attribute> good;
    std::vector<std::string> names;
    for (const HtmlAttribute& read : html_.attributes()) {
      const std::string name = ascii_lower(read.name);
      const std::size_t end = read.start + std::max<std::size_t>(name.size(), 1);
      if (name.empty() || !std::ranges::all_of(name, is_name_character)) {
        error(read.start, end, "portal.syntax", say("this does not belong into a tag"), {});
      } else if (contains(names, name)) {
        error(read.start, end, "portal.attribute",
              say("'{name}' stands here for the second time", {{"name", name}}),
              say("leave one out"));
      } else if (!read.has_quotes) {
        error(read.start, end, "portal.syntax",
              say("'{name}' has no value in quotes", {{"name", name}}),
              say("write NAME=\"VALUE\""));
      } else {
        good.push_back({name, std::string(read.value), read.start, read.value_start});
      }
      names.push_back(name);
    }
    return good;
  }

  void open(const PortalElement& element, std::size_t start,
            const std::vector<Attribute>& attributes) {
    const PortalElement* parent = open_.empty() ? nullptr : open_.back().element;
    const Sentence misplaced = misplacement(element, parent, is_inside("a"));
    if (!misplaced.empty()) {
      error(start, start + 1 + element.name.size(), "portal.place", misplaced,
            say("close the enclosing element first, or leave it out"));
    }
    markup_ += '<';
    markup_ += element.name;
    for (const Attribute& attribute : attributes) add_attribute(element, attribute);
    for (const std::string_view needed : element.needs) {
      const bool there = std::ranges::any_of(html_.attributes(), [&](const HtmlAttribute& one) {
        return equal_in_any_case(one.name, needed);
      });
      if (needed.empty() || there) continue;
      error(start, start + 1 + element.name.size(), "portal.missing",
            say("'{name}' has no '{needed}'", {{"name", element.name}, {"needed", needed}}),
            portal_attribute_hint(needed));
    }
    markup_ += '>';
    if (element.holds != Holds::nothing) open_.push_back({&element, start});
  }

  bool is_inside(std::string_view name) const {
    return std::ranges::any_of(open_, [&](const Open& open) { return open.element->name == name; });
  }

  void close(const PortalElement& element, std::size_t start) {
    if (element.holds == Holds::nothing) return;
    if (open_.empty() || open_.back().element != &element) {
      const std::string open(open_.empty() ? std::string_view() : open_.back().element->name);
      error(start, start + 2 + element.name.size(), "portal.nesting",
            open.empty() ? say("no '{name}' is open here", {{"name", element.name}})
                         : say("'{name}' is closed while '{open}' is open",
                               {{"name", element.name}, {"open", open}}),
            open.empty() ? Sentence() : say("close '{open}' first", {{"open", open}}));
      // Elements that are still open inside are closed too, so that the mistake is reported once.
      while (is_inside(element.name) && open_.back().element != &element) open_.pop_back();
      if (!is_inside(element.name)) return;
    }
    open_.pop_back();
    markup_ += "</";
    markup_ += element.name;
    markup_ += '>';
  }

  void add_attribute(const PortalElement& element, const Attribute& attribute) {
    if (!element.takes(attribute.name)) {
      error(attribute.start, attribute.start + attribute.name.size(), "portal.attribute",
            say("'{name}' has no '{attribute}' here",
                {{"name", element.name}, {"attribute", attribute.name}}),
            portal_attribute_hint(attribute.name));
      return;
    }
    const bool is_size = attribute.name == "width" || attribute.name == "height";
    if (is_size && attribute.value.find_first_not_of("0123456789") != std::string::npos) {
      error(attribute.value_start, attribute.value_start + attribute.value.size(),
            "portal.attribute",
            say("'{value}' is no number of pixels", {{"value", attribute.value}}),
            say("write digits alone"));
    }
    markup_ += ' ' + attribute.name + "=\"";
    if (attribute.name == "href" || attribute.name == "src") {
      add_address(attribute);
    } else {
      add_value(attribute);
    }
    markup_ += '"';
  }

  void add_value(const Attribute& attribute) {
    std::string value;
    for (const char c : attribute.value)
      value += c == '"' ? std::string("&quot;") : std::string(1, c);
    add_words(value, attribute.value_start);
  }

  void add_address(const Attribute& attribute) {
    const PortalAddressKind kind =
        attribute.name == "src" ? PortalAddressKind::picture : PortalAddressKind::link;
    const Span span =
        source_.span(attribute.value_start,
                     attribute.value_start + std::max<std::size_t>(attribute.value.size(), 1));
    const Sentence wrong = wrong_address(attribute.value, kind);
    if (!wrong.empty()) {
      diagnostics_.error(span, "portal.address",
                         kind == PortalAddressKind::link
                             ? say("'{address}' cannot be linked here",
                                   {{"address", shortened(attribute.value, 60)}})
                             : say("'{address}' cannot be shown here",
                                   {{"address", shortened(attribute.value, 60)}}),
                         wrong);
      return;
    }
    part_.addresses.push_back({attribute.value, span});
    const PortalRoot root = root_of_address(attribute.value);
    if (root != PortalRoot::none) end_piece(root);
    add_value(attribute);
  }

  void end_piece(PortalRoot root) {
    part_.pieces.push_back({std::move(markup_), root});
    markup_.clear();
  }

  SourceText source_;
  HtmlScanner html_;
  Diagnostics& diagnostics_;
  std::string markup_;
  std::vector<Open> open_;
  PortalPart part_;
};

}  // namespace

PortalPart read_portal_part(const std::string& file, const std::string& text,
                            Diagnostics& diagnostics) {
  const std::string content(without_byte_order_mark(text));
  diagnostics.add_source(file, content);
  if (!is_readable_text(file, content, kMostPortalPartBytes, diagnostics)) return {};
  return PartReader(file, content, diagnostics).read();
}

}  // namespace core
