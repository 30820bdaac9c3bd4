// Draws the keys of a unit, and reads them back.
#include "handler/desk/directory/unit_form.h"

#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/reading/values.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/directory/hanging.h"
#include "handler/desk/directory/unit_fields.h"
#include "handler/desk/page.h"
#include "handler/publishing/directory/unit_edits.h"
#include "handler/publishing/directory/window_values.h"

namespace handler::desk {
namespace {

using core::Unit;
using Look = FormField::Look;

constexpr const char* kTypedKeys[] = {"name", "type", "deputy", "liaison", "phone", "address"};
constexpr const char* kUnitTypes[] = {"department", "counter", "party", "enterprise", "vertical"};

std::vector<std::pair<std::string, std::string>> type_choices(const core::Texts& texts) {
  std::vector<std::pair<std::string, std::string>> choices;
  for (const char* type : kUnitTypes)
    choices.emplace_back(type, texts.get("changes.value.type." + std::string(type)));
  return choices;
}

// The form as it was sent, or as the unit says.
web::Fields unit_as_typed(const Unit& unit) {
  web::Fields typed;
  for (const char* key : kTypedKeys) typed.add(key, unit_value(unit, key));
  return typed;
}

void add_unit_fields(core::TemplateData& data, const Visit& visit, const web::Fields& typed,
                     const std::vector<FormMistake>& mistakes) {
  const core::Texts& texts = visit.texts();
  for (const std::string key : kTypedKeys) {
    FormField field{.name = key,
                    .label = texts.get("changes.field." + key),
                    .value = std::string(typed.get(key)),
                    .required = key == "name" || key == "type"};
    if (key == "type") {
      field.look = Look::select;
      field.choices = type_choices(texts);
    }
    add_field(data, field, mistakes);
  }
}

// Reads the form into the unit.
std::vector<FormMistake> read_unit(const Visit& visit, Unit& unit) {
  std::vector<FormMistake> mistakes;
  for (const char* key : kTypedKeys) {
    const std::string mistake = set_unit_value(unit, key, visit.form.get(key));
    if (!mistake.empty()) mistakes.push_back({key, mistake_text(visit, mistake)});
  }
  if (!core::contains(kUnitTypes, unit.type))
    mistakes.push_back({"type", mistake_text(visit, "no_type")});
  return mistakes;
}

struct OpenUnit {
  Editing editing;
  const Unit* unit = nullptr;  // of the editing's site; never null
};
struct OpenedUnit {
  std::optional<OpenUnit> open;
  web::Response refusal;
};

OpenedUnit open_unit(const Visit& visit) {
  OpenedEditing opened = open_units(visit);
  if (!opened.editing) return {std::nullopt, opened.refusal};
  OpenedUnit result{OpenUnit{*std::move(opened.editing)}, {}};
  result.open->unit = result.open->editing.site().unit(visit.parameters.find("unit")->second);
  if (result.open->unit == nullptr) return {std::nullopt, web::not_found()};
  return result;
}

web::Response unit_page(const OpenUnit& open, int status, const web::Fields& typed,
                        const std::vector<FormMistake>& mistakes) {
  const Visit& visit = open.editing.visit;
  core::TemplateData data;
  data.set("EDIT_ID", open.unit->id)
      .set("EDIT_NAME", open.unit->name)
      .set("EDIT_MARK", publishing::mark_of(*open.unit));
  if (status == 409) {
    for (const std::string key : kTypedKeys) {
      const std::string& now = unit_value(*open.unit, key);
      if (publishing::typed_line(typed.get(key)).value == now || key == "type") continue;
      data.show("HAS_NOW");
      data.add("NOW")
          .set("NOW_LABEL", visit.texts().get("changes.field." + key))
          .set_optional("NOW_VALUE", now)
          .show_if(now.empty(), "NOW_EMPTY");
    }
  }
  add_unit_fields(data, visit, typed, mistakes);
  const core::Result<Hanging> hanging = hanging_on(visit, "", open.unit->id);
  data.set("HANGING", hanging_in_words(visit, hanging))
      .show_if(!hanging || hanging->any(), "ASKS_TO_BE_SURE");
  add_problems(data, mistakes);
  add_kept_notice(data, open.editing);
  return desk_page(visit, status, "desk/publishing_unit", open.unit->name, data);
}

web::Response new_unit_page(const Visit& visit, int status, const web::Fields& typed,
                            const std::vector<FormMistake>& mistakes) {
  core::TemplateData data;
  add_field(data,
            {.name = "id",
             .label = visit.texts().get("changes.field.id"),
             .value = std::string(typed.get("id")),
             .hint = visit.texts().get("desk.publishing.units.id_hint"),
             .required = true},
            mistakes);
  add_unit_fields(data, visit, typed, mistakes);
  add_problems(data, mistakes);
  return desk_page(visit, status, "desk/publishing_unit_new",
                   visit.texts().get("desk.publishing.units.add"), data);
}

}  // namespace

web::Response show_unit(const Visit& visit) {
  const OpenedUnit opened = open_unit(visit);
  return opened.open ? unit_page(*opened.open, 200, unit_as_typed(*opened.open->unit), {})
                     : opened.refusal;
}

web::Response change_unit(const Visit& visit) {
  const OpenedUnit opened = open_unit(visit);
  if (!opened.open) return opened.refusal;
  const OpenUnit& open = *opened.open;
  const auto show_again = [&](const EditProblem& problem) {
    return unit_page(open, problem.status, visit.form, as_mistakes(problem.sentences));
  };
  if (visit.form.get("mark") != publishing::mark_of(*open.unit)) return show_again(outdated(visit));
  Unit unit = *open.unit;
  const std::vector<FormMistake> mistakes = read_unit(visit, unit);
  if (!mistakes.empty()) return unit_page(open, 422, visit.form, mistakes);
  return keep_edit(
      open.editing,
      [&](const core::FolderTexts& texts) { return publishing::set_units(texts, {unit}); },
      open.editing.root() + "/units/" + unit.id, show_again);
}

web::Response take_unit_out(const Visit& visit) {
  const OpenedUnit opened = open_unit(visit);
  if (!opened.open) return opened.refusal;
  const OpenUnit& open = *opened.open;
  const auto show_again = [&](const EditProblem& problem) {
    return unit_page(open, problem.status, unit_as_typed(*open.unit),
                     as_mistakes(problem.sentences));
  };
  if (visit.form.get("mark") != publishing::mark_of(*open.unit)) return show_again(outdated(visit));
  const core::Result<Hanging> hanging = hanging_on(visit, "", open.unit->id);
  if ((!hanging || hanging->any()) && visit.form.get("sure") != "yes")
    return show_again({422, {mistake_text(visit, "not_sure")}});
  const std::string id = open.unit->id;
  return keep_edit(
      open.editing,
      [&](const core::FolderTexts& texts) { return publishing::remove_unit(texts, id); },
      open.editing.root() + "/units", show_again);
}

web::Response show_new_unit(const Visit& visit) {
  const OpenedEditing opened = open_units(visit);
  return opened.editing ? new_unit_page(visit, 200, {}, {}) : opened.refusal;
}

web::Response add_new_unit(const Visit& visit) {
  const OpenedEditing opened = open_units(visit);
  if (!opened.editing) return opened.refusal;
  Unit unit;
  unit.id = visit.form.get("id");
  std::vector<FormMistake> mistakes = read_unit(visit, unit);
  if (!core::is_id(unit.id)) mistakes.push_back({"id", mistake_text(visit, "id")});
  if (opened.editing->site().unit(unit.id) != nullptr)
    mistakes.push_back({"id", mistake_text(visit, "id_taken")});
  if (!mistakes.empty()) return new_unit_page(visit, 422, visit.form, mistakes);
  return keep_edit(
      *opened.editing,
      [&](const core::FolderTexts& texts) { return publishing::add_unit(texts, unit); },
      opened.editing->root() + "/units/" + unit.id,
      [&](const EditProblem& problem) {
        return new_unit_page(visit, problem.status, visit.form, as_mistakes(problem.sentences));
      });
}

}  // namespace handler::desk
