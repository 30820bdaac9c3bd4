// Reads HTML as strictly as the other files of a site: what is not known to be harmless is refused.
#include "core/site/portal_part.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/input/readable_text.h"
#include "core/input/source_text.h"
#include "core/site/portal_rules.h"

namespace core {
namespace {

constexpr std::size_t kMostBytes = 16'000;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

class PartReader {
 public:
  PartReader(const std::string& file, const std::string& text, Diagnostics& diagnostics)
      : source_(file, text), text_(text), diagnostics_(diagnostics) {}

  PortalPart read() {
    while (at_ < text_.size()) {
      if (text_.substr(at_).starts_with("<!--")) {
        skip_comment();
      } else if (text_[at_] == '<') {
        read_tag();
      } else {
        read_words();
      }
    }
    for (const Open& open : open_) {
      error(open.start, open.start + 1 + open.element->name.size(), "portal.unclosed",
            fmt::format("'{}' is not closed", open.element->name), "close it where it ends");
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
    std::string name;
    std::string value;
    std::size_t start = 0;        // of the name
    std::size_t value_start = 0;  // behind the quote
    bool is_broken = false;       // has been reported
  };

  void error(std::size_t start, std::size_t end, std::string code, std::string message,
             std::string hint) {
    diagnostics_.error(source_.span(start, end), std::move(code), std::move(message),
                       std::move(hint));
  }

  void skip_comment() {
    const std::size_t end = text_.find("-->", at_ + 4);
    if (end == std::string_view::npos) {
      error(at_, at_ + 4, "portal.unclosed", "this comment does not end", "end it with '-->'");
    }
    at_ = std::min(end, text_.size() - 3) + 3;
  }

  void read_words() {
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    const std::string_view words = text_.substr(at_, end - at_);
    const bool is_list = !open_.empty() && open_.back().element->holds == Holds::items;
    if (is_list && !trimmed(words).empty()) {
      const std::size_t first = at_ + words.find_first_not_of(" \t\r\n");
      error(first, first + 1, "portal.place",
            "these words stand in a list but in none of its items", "put them into 'li'");
    }
    add_words(words, at_);
    at_ = end;
  }

  // Character references of any name are let in if they are well known; a bare '&' becomes one.
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
        if (!name.empty() && std::all_of(name.begin() + is_number, name.end(), is_name)) {
          error(start + i, start + i + end + 1, "portal.entity",
                fmt::format("'{}' is no character reference that is known here",
                            words.substr(i, end + 1)),
                "write the character itself");
        }
        markup_ += "&amp;";
      }
    }
  }

  void read_tag() {
    const std::size_t start = at_++;
    const bool closes = at_ < text_.size() && text_[at_] == '/';
    if (closes) ++at_;
    const std::string name = ascii_lower(take_name());
    const PortalElement* element = portal_element(name);
    if (element == nullptr) {
      refuse_element(start, name, closes);
      return;
    }
    const std::vector<Attribute> attributes = take_attributes();
    if (closes) {
      close(*element, start);
    } else {
      open(*element, start, attributes);
    }
  }

  std::string_view take_name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }

  void skip_spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  // Says it at the opening only; what a script or a style holds is no text of the page.
  void refuse_element(std::size_t start, const std::string& name, bool closes) {
    const std::size_t name_end = at_;
    const std::size_t end = text_.find('>', at_);
    at_ = std::min(end, text_.size() - 1) + 1;
    if (name.empty()) {
      error(start, start + 1, "portal.syntax", "'<' begins no element here", "write '&lt;'");
      at_ = start + 1;
      return;
    }
    if (closes) return;
    error(start, name_end, "portal.element", fmt::format("'{}' cannot stand here", name),
          portal_element_hint(name));
    if (name != "script" && name != "style") return;
    const std::size_t close = text_.find("</" + name, at_);
    at_ = std::min(text_.find('>', std::min(close, text_.size())), text_.size() - 1) + 1;
  }

  // Stands behind the '>' afterwards.
  std::vector<Attribute> take_attributes() {
    std::vector<Attribute> attributes;
    for (;;) {
      skip_spaces();
      if (at_ >= text_.size()) return attributes;
      if (text_[at_] == '>') {
        ++at_;
        return attributes;
      }
      const std::size_t start = at_;
      if (std::optional<Attribute> attribute = take_attribute()) {
        const bool again = contains(attributes, attribute->name, &Attribute::name);
        if (again) {
          error(start, start + attribute->name.size(), "portal.attribute",
                fmt::format("'{}' stands here for the second time", attribute->name),
                "leave one out");
        } else {
          attributes.push_back(std::move(*attribute));
        }
      } else if (at_ == start) {
        if (text_[at_] != '/') {
          error(at_, at_ + 1, "portal.syntax", "this does not belong into a tag", "");
        }
        ++at_;
      }
    }
  }

  std::optional<Attribute> take_attribute() {
    Attribute attribute{.start = at_};
    attribute.name = ascii_lower(take_name());
    if (attribute.name.empty()) return std::nullopt;
    const std::size_t name_end = at_;
    skip_spaces();
    const bool has_value = at_ < text_.size() && text_[at_] == '=';
    if (has_value) ++at_;
    skip_spaces();
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (!has_value || (quote != '"' && quote != '\'')) {
      error(attribute.start, name_end, "portal.syntax",
            fmt::format("'{}' has no value in quotes", attribute.name), "write NAME=\"VALUE\"");
      while (has_value && at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '>') ++at_;
      attribute.is_broken = true;
      return attribute;
    }
    attribute.value_start = ++at_;
    const std::size_t end = std::min(text_.find(quote, at_), text_.size());
    attribute.value = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    return attribute;
  }

  void open(const PortalElement& element, std::size_t start,
            const std::vector<Attribute>& attributes) {
    const PortalElement* parent = open_.empty() ? nullptr : open_.back().element;
    const std::string misplaced = misplacement(element, parent, is_inside("a"));
    if (!misplaced.empty()) {
      error(start, start + 1 + element.name.size(), "portal.place", misplaced,
            "close what is around it first, or leave it out");
    }
    markup_ += '<';
    markup_ += element.name;
    for (const Attribute& attribute : attributes) {
      if (!attribute.is_broken) add_attribute(element, attribute);
    }
    for (const std::string_view needed : element.needs) {
      const bool there = contains(attributes, needed, &Attribute::name);
      if (needed.empty() || there) continue;
      error(start, start + 1 + element.name.size(), "portal.missing",
            fmt::format("'{}' has no '{}'", element.name, needed), portal_attribute_hint(needed));
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
            open.empty() ? fmt::format("no '{}' is open here", element.name)
                         : fmt::format("'{}' is closed while '{}' is open", element.name, open),
            open.empty() ? "" : fmt::format("close '{}' first", open));
      // What was left open inside is closed with it, so that it is said once.
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
            fmt::format("'{}' has no '{}' here", element.name, attribute.name),
            portal_attribute_hint(attribute.name));
      return;
    }
    const bool is_size = attribute.name == "width" || attribute.name == "height";
    if (is_size && attribute.value.find_first_not_of("0123456789") != std::string::npos) {
      error(attribute.value_start, attribute.value_start + attribute.value.size(),
            "portal.attribute", fmt::format("'{}' is no number of pixels", attribute.value),
            "write digits alone");
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
    const std::string wrong = wrong_address(attribute.value, kind);
    if (!wrong.empty()) {
      diagnostics_.error(span, "portal.address",
                         fmt::format("'{}' cannot be {} here", shortened(attribute.value, 60),
                                     kind == PortalAddressKind::link ? "linked" : "shown"),
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
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::string markup_;
  std::vector<Open> open_;
  PortalPart part_;
};

}  // namespace

PortalPart read_portal_part(const std::string& file, const std::string& text,
                            Diagnostics& diagnostics) {
  const std::string content(without_byte_order_mark(text));
  diagnostics.add_source(file, content);
  if (!is_readable_text(file, content, kMostBytes, diagnostics)) return {};
  return PartReader(file, content, diagnostics).read();
}

}  // namespace core
