// The large field for a text in Markdown, with a look at how it will read and files to insert; all
// without JavaScript.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// A longer one would not fit into a request.
inline constexpr std::size_t kLongestMarkdown = 20'000;

// The field `body` of the form; of a file that was inserted, with its line at the end.
struct TypedMarkdown {
  std::string text;
  bool to_keep = true;  // false: the form was sent to look at the text, or to insert a file
  bool to_look = false;
  std::vector<FormMistake> mistakes = {};  // of inserting
};
TypedMarkdown markdown_in(const Editing& editing);

// What the check of the site would say of its links and pictures, at the field `body`.
// `required`: it must not be empty.
std::vector<FormMistake> mistakes_of_markdown(const Editing& editing, const std::string& text,
                                              bool required);

// For the partials desk/publishing_markdown and desk/publishing_look.
void add_markdown(core::TemplateData& data, const Editing& editing, const std::string& label,
                  const TypedMarkdown& typed, const std::vector<FormMistake>& mistakes);

}  // namespace handler::desk
