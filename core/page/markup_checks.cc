// Reads a template as a browser would, with its tags masked, and judges elements and attributes.
#include "core/page/markup_checks.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/input/html_scan.h"

namespace core {
namespace {

constexpr std::array<std::string_view, 2> kCarriers = {"style", "srcdoc"};
constexpr std::array<std::string_view, 3> kSchemes = {"javascript:", "vbscript:", "data:text/html"};
constexpr std::array<std::string_view, 6> kAddresses = {"href", "src",        "action",
                                                        "data", "formaction", "xlink:href"};

// Offsets stay. A section may vanish, so it becomes blanks; whatever else is put in becomes
// letters.
std::string masked(const TemplateFile& file) {
  using TagKind = TemplateTag::Kind;
  std::string text = file.text;
  for (const TemplateTag& tag : file.tags) {
    const bool vanishes = tag.kind == TagKind::open || tag.kind == TagKind::close;
    text.replace(tag.offset, tag.length, tag.length, vanishes ? ' ' : 'x');
  }
  return text;
}

// In small letters and without what browsers skip in an address.
std::string plain_value(std::string_view value) {
  std::string plain = ascii_lower(decoded_value(value));
  std::erase_if(plain, [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
  return plain;
}

bool runs_script(const HtmlAttribute& attribute) {
  const std::string value = plain_value(attribute.value);
  return std::ranges::any_of(
      kSchemes, [&](std::string_view scheme) { return value.find(scheme) != std::string::npos; });
}

// "&#106;" or "&Tab;": a way to write an address so that a reader does not see it.
bool hides_address(const std::string& name, std::string_view value) {
  if (!contains(kAddresses, name)) return false;
  for (std::size_t at = value.find('&'); at != std::string_view::npos;
       at = value.find('&', at + 1)) {
    const bool is_usual = value.substr(at).starts_with("&amp;");
    const bool is_reference = value.substr(at, 12).find(';') != std::string_view::npos;
    if (!is_usual && is_reference) return true;
  }
  return false;
}

class MarkupReader {
 public:
  MarkupReader(const TemplateFile& file, Diagnostics& diagnostics)
      : file_(file), text_(masked(file)), html_(text_), diagnostics_(diagnostics) {}

  void read() {
    while (html_.next()) {
      if (!html_.is_complete()) {
        error(html_.start(), 1, "template.unclosed",
              html_.kind() == HtmlScanner::Kind::comment ? say("this comment does not end")
                                                         : say("this tag does not end"),
              say("end it in this file"));
      }
      if (html_.kind() == HtmlScanner::Kind::start_tag) read_tag();
    }
  }

 private:
  void error(std::size_t offset, std::size_t length, std::string code, Sentence message,
             Sentence hint) {
    diagnostics_.error(span_of(file_, offset, length), std::move(code), std::move(message),
                       std::move(hint));
  }

  void read_tag() {
    const std::string name = ascii_lower(html_.words());
    const bool has_source = std::ranges::any_of(html_.attributes(), [](const HtmlAttribute& one) {
      return equal_in_any_case(one.name, "src");
    });
    if ((name == "script" && !has_source) || name == "style") {
      error(html_.start(), 1 + name.size(), "template.inline",
            say("a {name} cannot stand within a page: the security policy forbids it",
                {{"name", name}}),
            say("put it into a file of static/ and name the file"));
    }
    for (const HtmlAttribute& attribute : html_.attributes()) read_attribute(attribute);
  }

  void read_attribute(const HtmlAttribute& attribute) {
    const std::string name = ascii_lower(attribute.name);
    if (name.starts_with("on") || contains(kCarriers, name)) {
      if (holds_value(attribute)) return;  // reported as an attribute that no value may stand in
      error(attribute.start, name.size(), "template.inline",
            say("the attribute '{name}' cannot stand in a page: the security policy forbids it",
                {{"name", name}}),
            say("put scripts and styles into files of static/"));
    } else if (runs_script(attribute) || hides_address(name, attribute.value)) {
      error(attribute.start, name.size(), "template.inline",
            say("the address in '{name}' runs a script, or hides what it is", {{"name", name}}),
            say("write the plain address of a page"));
    }
  }

  bool holds_value(const HtmlAttribute& attribute) const {
    const std::size_t end = attribute.value_start + attribute.value.size();
    return std::ranges::any_of(file_.tags, [&](const TemplateTag& tag) {
      return tag.kind == TemplateTag::Kind::value && tag.offset >= attribute.value_start &&
             tag.offset < end;
    });
  }

  const TemplateFile& file_;
  std::string text_;
  HtmlScanner html_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_markup(const TemplateFile& file, Diagnostics& diagnostics) {
  MarkupReader(file, diagnostics).read();
}

}  // namespace core
