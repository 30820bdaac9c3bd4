// The form of one item that a site publishes (an article, a question, a measure, a document): its
// questions as a table, reading them back, and its page. All are the whole site's.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "handler/desk/directory/form_fields.h"
#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// As open_editing(); 403 for editors of single windows too.
OpenedEditing open_item_editing(const Visit& visit);

struct Question {
  enum class Form {
    line,
    prose,  // a large field, kept as one line
    lines,  // a large field, one thing a line
    day,
    choice,
    phone,
    tick,  // "yes" or ""
  };

  const char* key;  // the name of the input; its label is "changes.field.KEY"
  Form form = Form::line;
  bool required = false;
  bool limits = true;           // false: no number of workdays may be typed into it
  std::size_t longest = 200;    // in characters
  const char* label = nullptr;  // the text of the label, if it is another one
};
using Questions = std::span<const Question>;

// What was typed, brought into shape, by key.
using Typed = std::map<std::string, std::string, std::less<>>;
// By key, for questions of the form `choice`: values and labels.
using Choices =
    std::map<std::string, std::vector<std::pair<std::string, std::string>>, std::less<>>;

Typed typed_in(const Visit& visit, Questions questions);
// What a page can say before the strict reader is asked.
std::vector<FormMistake> mistakes_in(const Visit& visit, Questions questions, const Typed& typed,
                                     const Choices& choices = {});
// What was typed; where a field says what its page showed, the value `now` as it stands, so that
// blanks and line ends that a form does not keep are no change.
Typed as_kept(Questions questions, Typed typed, const Typed& now);
std::optional<core::Day> day_in(const Typed& typed, std::string_view key);
// The lines of a question of the form `lines`; empty ones are left out.
std::vector<std::string> lines_in(const Typed& typed, std::string_view key);

// The id of a new item is typed, or made of `begin` and a serial number. `taken` are the ids that
// the list has or ever had.
inline constexpr Question kIdQuestion{.key = "id", .longest = 40};
std::vector<FormMistake> mistakes_of_id(const Visit& visit, const Typed& typed,
                                        const std::set<std::string>& taken);
std::string chosen_id(const Typed& typed, const std::string& begin,
                      const std::set<std::string>& taken);

// Adds INPUT[]; a hint is the text "desk.publishing.SUBJECT.hint.KEY" if there is one.
void add_questions(core::TemplateData& data, const Visit& visit, const std::string& subject,
                   Questions questions, const Typed& typed,
                   const std::vector<FormMistake>& mistakes, const Choices& choices = {});
// For a page that answers 409: the values that the item has by now and that differ from those
// typed.
void add_values_now(core::TemplateData& data, const Visit& visit, Questions questions,
                    const Typed& typed, const Typed& now);

// Texts below "desk.publishing.SUBJECT": title, add, remove.
struct ItemPage {
  std::string subject;  // "measures": also the path below /publishing
  std::string id = {};  // "": a new one
  std::string heading = {};
  std::string mark = {};
  std::string remove_note = {};  // what to know before it is removed
  bool may_be_removed = true;
};
web::Response item_page(const Editing& editing, int status, const ItemPage& page,
                        core::TemplateData data, const std::vector<FormMistake>& mistakes);

// A sentence about one field: "desk.publishing.SUBJECT.mistake.KEY" or another full key.
FormMistake mistake_at(const Visit& visit, const std::string& field, const std::string& text_key);

}  // namespace handler::desk
