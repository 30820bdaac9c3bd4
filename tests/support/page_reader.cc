// Reads the headings, links and fields of a page as a browser does.
#include "tests/support/page_reader.h"

#include <optional>

#include "core/input/html_scan.h"

namespace tests {
namespace {

using core::HtmlScanner;

std::optional<std::string> attribute(const HtmlScanner& tag, std::string_view name) {
  for (const core::HtmlAttribute& one : tag.attributes()) {
    if (one.name == name) return core::decoded_value(one.value);
  }
  return std::nullopt;
}

bool starts(const HtmlScanner& page, std::string_view element) {
  return page.kind() == HtmlScanner::Kind::start_tag && page.words() == element;
}

// The text until the end of the element whose start tag was just read.
std::string text_inside(HtmlScanner& page, std::string_view element) {
  std::string text;
  while (page.next()) {
    if (page.kind() == HtmlScanner::Kind::end_tag && page.words() == element) break;
    if (page.kind() == HtmlScanner::Kind::text) text += core::decoded_value(page.words());
  }
  return text;
}

bool is_field(const HtmlScanner& page, std::string_view name) {
  const bool is_one = starts(page, "input") || starts(page, "select") || starts(page, "textarea");
  return is_one && attribute(page, "name") == name && attribute(page, "type") != "hidden";
}

bool is_unchosen(const HtmlScanner& input) {
  const std::string type = attribute(input, "type").value_or("");
  return (type == "radio" || type == "checkbox") && !attribute(input, "checked");
}

std::string chosen_option(HtmlScanner& page) {
  while (page.next()) {
    if (page.kind() == HtmlScanner::Kind::end_tag && page.words() == "select") break;
    if (starts(page, "option") && attribute(page, "selected"))
      return attribute(page, "value").value_or("");
  }
  return {};
}

}  // namespace

std::string heading_of(std::string_view html) {
  HtmlScanner page(html);
  while (page.next()) {
    if (starts(page, "h1")) return text_inside(page, "h1");
  }
  return {};
}

std::string link_to(std::string_view html, std::string_view address) {
  HtmlScanner page(html);
  while (page.next()) {
    if (starts(page, "a") && attribute(page, "href") == address) return text_inside(page, "a");
  }
  return {};
}

bool asks_for(std::string_view html, std::string_view name) {
  HtmlScanner page(html);
  while (page.next()) {
    if (is_field(page, name)) return true;
  }
  return false;
}

std::string filled_in(std::string_view html, std::string_view name) {
  HtmlScanner page(html);
  while (page.next()) {
    if (!is_field(page, name)) continue;
    if (starts(page, "select")) return chosen_option(page);
    if (starts(page, "textarea")) {
      // A browser leaves out a line break that begins the text.
      const std::string text = text_inside(page, "textarea");
      return text.starts_with('\n') ? text.substr(1) : text;
    }
    if (!is_unchosen(page)) return attribute(page, "value").value_or("");
  }
  return {};
}

}  // namespace tests
