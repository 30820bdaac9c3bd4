// Renders with the renderer of the pages, so that a look shows what readers will see; pictures come
// from the draft.
#include "handler/desk/articles/markdown_field.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/page/markdown.h"
#include "core/page/markdown_checks.h"
#include "handler/desk/articles/files_page.h"
#include "handler/desk/publishing/typed_values.h"
#include "handler/view/receipt_data.h"

namespace handler::desk {
namespace {

using core::MarkdownFault;

constexpr std::array<std::string_view, 5> kPictureEndings = {"jpg", "jpeg", "png", "webp", "gif"};

bool is_picture(std::string_view name) {
  return core::contains(kPictureEndings, name.substr(name.rfind('.') + 1));
}

std::string text_of(const Editing& editing, const std::string& key,
                    const std::string& address = {}) {
  const std::string full = "desk.publishing.markdown." + key;
  return address.empty() ? editing.visit.texts().get(full)
                         : editing.visit.texts().format(full, {{"address", address}});
}

// Words in square brackets must not end them.
std::string as_link_words(std::string words) {
  std::erase_if(words, [](char c) { return c == '[' || c == ']' || c == '\\'; });
  return words;
}

void insert_file(const Editing& editing, TypedMarkdown& typed) {
  const std::string file = typed_line(editing.visit, "insert");
  const std::string words = as_link_words(typed_line(editing.visit, "words"));
  if (!editing.site().publications.files.contains(file)) {
    typed.mistakes.push_back({"insert", text_of(editing, "no_file")});
    return;
  }
  if (words.empty()) {
    typed.mistakes.push_back({"words", text_of(editing, "no_words")});
    return;
  }
  while (typed.text.ends_with('\n')) typed.text.pop_back();
  if (!typed.text.empty()) typed.text += "\n\n";
  typed.text += std::string(is_picture(file) ? "!" : "") + "[" + words + "](files/" + file + ")\n";
}

std::string words_for(const Editing& editing, const MarkdownFault& fault) {
  switch (fault.kind) {
    case MarkdownFault::Kind::address:
      return text_of(editing, "address", core::shortened(fault.address, 60));
    case MarkdownFault::Kind::unknown_file:
      return text_of(editing, "unknown_file", core::shortened(fault.address, 60));
    case MarkdownFault::Kind::no_words:
      return text_of(editing, "picture_words", core::shortened(fault.address, 60));
  }
  return {};
}

std::string sentence_at(const std::vector<FormMistake>& mistakes, const std::string& field) {
  const auto found = std::ranges::find(mistakes, field, &FormMistake::field);
  return found == mistakes.end() ? std::string() : found->sentence;
}

void add_look(core::TemplateData& data, const Editing& editing, const std::string& text) {
  const std::string root = view::site_root(editing.visit.model());
  data.show("HAS_LOOK")
      .set("LOOK_BODY", core::render_markdown(
                            text, {.site_root = root, .shared_root = editing.root() + "/draft/"}));
  for (const MarkdownFault& fault :
       core::faults_of_markdown(text, editing.site().publications.files)) {
    data.show("HAS_LOOK_REMARKS");
    data.add("LOOK_REMARK").set("LOOK_REMARK_TEXT", words_for(editing, fault));
  }
}

void add_file_choices(core::TemplateData& data, const Editing& editing) {
  const std::string chosen = typed_line(editing.visit, "insert");
  for (const auto& [name, bytes] : editing.site().publications.files) {
    data.show("HAS_FILES");
    data.add("FILE_CHOICE").set("FILE_NAME", name).show_if(name == chosen, "FILE_CHOSEN");
  }
}

}  // namespace

TypedMarkdown markdown_in(const Editing& editing) {
  const std::string_view act = editing.visit.form.get("act");
  TypedMarkdown typed{.text = typed_text(editing.visit, "body"),
                      .to_keep = act != "look" && act != "insert",
                      .to_look = act == "look"};
  if (act == "insert") insert_file(editing, typed);
  return typed;
}

std::vector<FormMistake> mistakes_of_markdown(const Editing& editing, const std::string& text,
                                              bool required) {
  std::vector<FormMistake> mistakes;
  if (required && core::trimmed(text).empty())
    mistakes.push_back({"body", text_of(editing, "empty")});
  if (core::character_count(text) > kLongestMarkdown)
    mistakes.push_back({"body", text_of(editing, "long")});
  for (const MarkdownFault& fault :
       core::faults_of_markdown(text, editing.site().publications.files)) {
    if (fault.kind != MarkdownFault::Kind::no_words)
      mistakes.push_back({"body", words_for(editing, fault)});
  }
  return mistakes;
}

void add_markdown(core::TemplateData& data, const Editing& editing, const std::string& label,
                  const TypedMarkdown& typed, const std::vector<FormMistake>& mistakes) {
  const std::string insert = sentence_at(mistakes, "insert");
  const std::string words = sentence_at(mistakes, "words");
  const bool inserting = editing.visit.form.get("act") == "insert";
  data.show("HAS_MARKDOWN")
      .set("MARKDOWN_LABEL", label)
      .set("MARKDOWN_TEXT", typed.text)
      .set_optional("MARKDOWN_MISTAKE", sentence_at(mistakes, "body"))
      .set_optional("INSERT_MISTAKE", insert)
      .set_optional("WORDS_MISTAKE", words)
      .set("INSERT_WORDS",
           inserting && typed.mistakes.empty() ? std::string() : typed_line(editing.visit, "words"))
      .show_if(inserting, "INSERT_OPEN");
  add_file_choices(data, editing);
  add_upload_form(data);
  if (typed.to_look) add_look(data, editing, typed.text);
}

}  // namespace handler::desk
