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

// What is chosen in the select whose start tag was just read: the first if no other is.
std::string sent_option(HtmlScanner& page) {
  std::optional<std::string> first;
  std::optional<std::string> chosen;
  while (page.next()) {
    if (page.kind() == HtmlScanner::Kind::end_tag && page.words() == "select") break;
    if (!starts(page, "option")) continue;
    const std::string value = attribute(page, "value").value_or("");
    if (!first) first = value;
    if (attribute(page, "selected")) chosen = value;
  }
  return chosen.value_or(first.value_or(""));
}

std::string sent_text(HtmlScanner& page) {
  // A browser leaves out a line break that begins the text.
  const std::string text = text_inside(page, "textarea");
  return text.starts_with('\n') ? text.substr(1) : text;
}

bool is_button(const HtmlScanner& input) {
  return attribute(input, "type") == "submit";
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
    if (starts(page, "textarea")) return sent_text(page);
    if (!is_unchosen(page)) return attribute(page, "value").value_or("");
  }
  return {};
}

std::vector<std::pair<std::string, std::string>> form_on(std::string_view html,
                                                         std::string_view action) {
  std::vector<std::pair<std::string, std::string>> sent;
  HtmlScanner page(html);
  bool is_in_it = false;
  while (page.next()) {
    if (starts(page, "form")) is_in_it = attribute(page, "action") == action;
    if (is_in_it && page.kind() == HtmlScanner::Kind::end_tag && page.words() == "form")
      return sent;
    if (!is_in_it || page.kind() != HtmlScanner::Kind::start_tag) continue;
    const std::string name = attribute(page, "name").value_or("");
    if (name.empty()) continue;
    if (starts(page, "textarea")) sent.emplace_back(name, sent_text(page));
    if (starts(page, "select")) sent.emplace_back(name, sent_option(page));
    if (starts(page, "input") && !is_unchosen(page) && !is_button(page))
      sent.emplace_back(name, attribute(page, "value").value_or(""));
  }
  return sent;
}

}  // namespace tests
