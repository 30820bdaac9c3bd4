// Puts each setting where its command expects it.
#include "handler/commands/operator_settings.h"

#include "core/base/ascii.h"
#include "core/settings/default_places.h"

namespace handler {

OperatorSettings operator_settings(const std::optional<std::string>& conf_named) {
  OperatorSettings made;
  made.all = core::read_settings(conf_named, core::variable_of_process, made.mistakes);
  RuntimeOptions& runtime = made.runtime;
  made.all.give("published", runtime.published);
  made.all.give("content", runtime.content);
  made.all.give("templates", runtime.templates);
  made.all.give("public", runtime.public_pages);
  made.all.give("generator", runtime.generator);
  if (conf_named) runtime.conf = *conf_named;
  made.all.give("data", runtime.data);
  made.all.give("database", runtime.database);
  made.all.give("database-service", runtime.database_service);
  made.all.give("base-url", runtime.base_url);
  made.all.give("prefix", runtime.prefix);
  made.all.give("role", runtime.role);
  if (const auto megabytes = made.all.value("set-aside-megabytes"))
    runtime.set_aside_megabytes = core::number_from_digits(*megabytes).value_or(0);
  if (const auto megabytes = made.all.value("files-megabytes"))
    runtime.files_megabytes = core::number_from_digits(*megabytes).value_or(0);
  made.all.give("certificate", runtime.certificate);
  made.all.give("access-log", runtime.access_log);
  made.all.give("clamd", runtime.clamd);
  made.all.give("file-cleaner", runtime.file_cleaner);
  made.all.give("test-clock", runtime.test_clock);
  made.all.give_flag("guard-test-clock", runtime.guard_test_clock);
  made.all.give("public", made.serve.public_folder);
  made.all.give("listen", made.serve.listen);
  made.all.give_list("trust-proxy", made.serve.trusted_proxies);
  if (runtime.templates.empty()) runtime.templates = core::templates_place();
  return made;
}

}  // namespace handler
