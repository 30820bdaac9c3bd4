// Lists files by who sent them.
#include "handler/cases/actions/sent_files.h"

#include <algorithm>

#include "handler/cases/actions/file_access.h"

namespace handler::cases {
namespace {

template <class Fits>
std::vector<const CaseFile*> standing(const Case& subject, const Fits& fits) {
  std::vector<const CaseFile*> files;
  for (const CaseFile& file : subject.files) {
    if (file.stands() && fits(file)) files.push_back(&file);
  }
  return files;
}

const Grant* sender_of(const CaseFile& file, const StaffMember& actor) {
  if (file.by.kind != Actor::Kind::staff) return nullptr;
  const auto found = std::ranges::find_if(actor.grants, [&](const Grant& grant) {
    return file.by.role == grant.role && file.by.unit == grant.unit;
  });
  return found == actor.grants.end() ? nullptr : &*found;
}

}  // namespace

std::vector<const CaseFile*> files_of_reporter(const Case& subject) {
  return standing(subject, [](const CaseFile& file) { return file.of == FileOf::reporter; });
}

std::vector<const CaseFile*> own_files(const Case& subject, const StaffMember& actor) {
  return standing(subject, [&](const CaseFile& file) { return sender_of(file, actor) != nullptr; });
}

std::vector<const CaseFile*> files_to_release(const Case& subject) {
  return standing(subject, [&](const CaseFile& file) {
    return file.of == FileOf::reporter && !file.released &&
           !is_open_to_unit(file, subject.confidential, subject.restricted);
  });
}

std::vector<const CaseFile*> choosable_files(const Case& subject, const ActionRule& rule,
                                             const StaffMember* actor) {
  if (rule.effect == Effect::releases_file) return files_to_release(subject);
  if (rule.effect != Effect::withdraws_file) return {};
  return actor == nullptr ? files_of_reporter(subject) : own_files(subject, *actor);
}

std::optional<Grant> sending_grant(const Case& subject, const PlannedEvent& withdrawal,
                                   const StaffMember& actor) {
  const core::Json& data = withdrawal.data;
  for (const CaseFile* file : own_files(subject, actor)) {
    if (data.at("of") == file->seq && data.at("field") == file->field)
      return *sender_of(*file, actor);
  }
  return std::nullopt;
}

bool is_known_to_reporter(const CaseFile& file) {
  return file.of == FileOf::reporter || file.for_reporter;
}

std::string name_of(const CaseFile& file) {
  return std::to_string(file.seq) + "." + file.field;
}

const CaseFile* file_named(const std::vector<const CaseFile*>& files, std::string_view name) {
  const auto found =
      std::ranges::find_if(files, [&](const CaseFile* file) { return name_of(*file) == name; });
  return found == files.end() ? nullptr : *found;
}

}  // namespace handler::cases
