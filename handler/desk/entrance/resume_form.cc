// Carries typed values as hidden fields, and decides to which paths they may be sent.
#include "handler/desk/entrance/resume_form.h"

#include <algorithm>
#include <array>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/casework/file_intake.h"
#include "handler/desk/page.h"
#include "handler/view/event_words.h"
#include "handler/web/form_token.h"

namespace handler::desk {
namespace {

// Carried along with the texts: files were sent beside them, and no form can carry those.
constexpr std::string_view kFilesLost = "files_lost";
constexpr std::string_view kPrefix = "carried.";
constexpr std::string_view kPath = "carried_path";
constexpr std::array<std::string_view, 4> kCounterTexts = {"assigned_by", "assigned_due",
                                                           "received_at", "remark"};
// What an editor types; each is a key of a file, with a label of its own.
constexpr std::array<std::string_view, 23> kEditorTexts = {
    "address", "answer",  "area", "author", "contact", "deputy", "duties", "hall",
    "hours",   "liaison", "name", "number", "phone",   "place",  "post",   "question",
    "role",    "source",  "text", "title",  "unit",    "who",    "summary"};
// Pages of publishing whose forms ask for a password or bring files.
constexpr std::array<std::string_view, 3> kNotEdits = {"draft", "history", "files"};
constexpr std::string_view kLettersOfPaths = "abcdefghijklmnopqrstuvwxyz0123456789_-";

bool is_word(const std::string& text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string::npos;
}

// "publishing/windows/qinghe/change": a form in which an editor types.
bool is_edit(const std::vector<std::string>& parts) {
  return parts.size() >= 2 && parts[0] == "publishing" && !core::contains(kNotEdits, parts[1]) &&
         std::ranges::all_of(parts,
                             [](const auto& part) { return is_word(part, kLettersOfPaths); });
}

// "/handle/desk/demo/intake" or ".../cases/12/actions/reply"; "" for any other.
std::string own_path(const view::Services& services, const view::LiveSite& site,
                     std::string_view path) {
  const std::string root = services.prefix + "/desk/" + site.id() + "/";
  if (!path.starts_with(root)) return {};
  const std::vector<std::string> parts = core::split(path.substr(root.size()), '/');
  const bool is_action = parts.size() == 4 && parts[0] == "cases" &&
                         is_word(parts[1], "0123456789") && parts[2] == "actions" &&
                         cases::find_action(parts[3]) != nullptr;
  const bool is_intake = parts.size() == 1 && parts[0] == "intake";
  return is_action || is_intake || is_edit(parts) ? std::string(path) : std::string();
}

bool is_written(cases::ActionField::Type type) {
  return type == cases::ActionField::Type::text || type == cases::ActionField::Type::line;
}

// The label of a text field of the action that the path names, or "".
std::string label_in_action(const view::LiveSite& site, const std::string& path,
                            const std::string& name) {
  const cases::ActionRule* rule = cases::find_action(path.substr(path.rfind('/') + 1));
  if (rule == nullptr) return {};
  for (const cases::ActionField& each : rule->fields) {
    if (each.id == name && is_written(each.type))
      return view::field_label(site.texts, rule->event, name);
  }
  return {};
}

// The label of a text field of the counter's form, or "".
std::string label_at_counter(const view::LiveSite& site, const std::string& name) {
  if (core::contains(kCounterTexts, name)) return site.texts.get("form." + name + ".label");
  const core::FormField* field = site.form().field(name);
  const bool written = field != nullptr && (field->type == core::FieldType::line ||
                                            field->type == core::FieldType::text ||
                                            field->type == core::FieldType::phone);
  return written ? field->label : std::string();
}

// The label of a text of an editor's form, in a table "phone.WINDOW"; or "".
std::string label_in_edit(const view::LiveSite& site, const std::string& name) {
  if (name == "body") return site.texts.get("desk.publishing.articles.body");
  if (name == "table") return site.texts.get("desk.publishing.windows_paste.table");
  const std::string key = name.substr(0, name.find('.'));
  return core::contains(kEditorTexts, key) ? site.texts.get("changes.field." + key) : std::string();
}

std::string label_of_text(const view::LiveSite& site, const TypedForm& typed,
                          const std::string& name) {
  const bool is_intake = typed.path.ends_with("/intake");
  if (typed.path.find("/publishing/") != std::string::npos) return label_in_edit(site, name);
  return is_intake ? label_at_counter(site, name) : label_in_action(site, typed.path, name);
}

}  // namespace

void add_typed(core::TemplateData& data, const view::LiveSite& site, const TypedForm& typed) {
  data.show_if(typed.fields.has(kFilesLost), "FILES_LOST");
  for (const auto& [name, value] : typed.fields.items()) {
    const std::string label = value.empty() ? "" : label_of_text(site, typed, name);
    if (label.empty()) continue;
    data.show("HAS_TYPED");
    data.add("TYPED")
        .set("TYPED_ID", "typed-" + name)
        .set("TYPED_LABEL", label)
        .set("TYPED_TEXT", value);
  }
}

std::optional<TypedForm> typed_form_of(const view::Services& services, const view::LiveSite& site,
                                       const web::Request& request) {
  const std::string path = own_path(services, site, request.path);
  const std::optional<web::Fields> form = web::form_fields(request);
  if (path.empty() || !form) return std::nullopt;
  TypedForm typed{path, {}};
  for (const auto& [name, value] : form->items()) {
    if (name != "csrf") typed.fields.add(name, value);
  }
  if (!view::files_as_sent(request).empty()) typed.fields.add(std::string(kFilesLost), "yes");
  return typed;
}

std::optional<TypedForm> typed_form_in(const view::Services& services, const view::LiveSite& site,
                                       const web::Fields& form) {
  const std::string path = own_path(services, site, form.get(kPath));
  if (path.empty()) return std::nullopt;
  TypedForm typed{path, {}};
  for (const auto& [name, value] : form.items()) {
    if (name.starts_with(kPrefix)) typed.fields.add(name.substr(kPrefix.size()), value);
  }
  return typed;
}

void add_typed_form(core::TemplateData& data, const view::LiveSite& site, const TypedForm& typed) {
  data.show("CARRIED").set("PATH", typed.path);
  for (const auto& [name, value] : typed.fields.items()) {
    data.add("HIDDEN").set("HIDDEN_NAME", std::string(kPrefix) + name).set("HIDDEN_VALUE", value);
  }
  add_typed(data, site, typed);
}

web::Response resume_page(const view::Services& services, const view::LiveSite& site,
                          const TypedForm& typed, const std::string& session_id) {
  core::TemplateData data;
  data.set("PATH", typed.path)
      .set("CSRF", web::csrf_token(services.desk_keys->session, session_id));
  for (const auto& [name, value] : typed.fields.items()) {
    data.add("HIDDEN").set("HIDDEN_NAME", name).set("HIDDEN_VALUE", value);
  }
  add_typed(data, site, typed);
  return entrance_page(services, site, 200, "desk/carried", site.texts.get("desk.carried.title"),
                       data);
}

}  // namespace handler::desk
