// Opens stores and makes events for them.
#include "tests/handler/store/store_fixture.h"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "handler/store/cases/chain_check.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/cases/search_words.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace test {

handler::store::CurrentValues fold_simply(const std::vector<handler::cases::Event>& events) {
  handler::store::CurrentValues values;
  values.marks = {"open"};
  for (const handler::cases::Event& event : events) {
    values.state = handler::cases::to_text(event.type);
    values.kind = event.data.value("kind", values.kind);
    values.window = event.data.value("window", values.window);
    values.unit = event.data.value("unit", values.unit);
    values.concerned_unit = event.data.value("concerned", values.concerned_unit);
    values.serial = event.data.value("serial", values.serial);
    values.restricted = event.data.value("restricted", 0) != 0 || values.restricted;
    if (event.data.contains("due")) {
      values.next_due = core::from_iso(event.data.at("due").get<std::string>());
    }
    if (event.data.contains("assisting")) values.assisting = event.data.at("assisting");
    if (event.data.contains("marks")) values.marks = event.data.at("marks");
    if (event.type == handler::cases::EventType::reopened) values.round += 1;
    values.policy = event.policy;
  }
  return values;
}

handler::store::NewEvent event(const std::string& type, core::Json data) {
  handler::store::NewEvent made;
  made.type = handler::cases::event_type(type).value();
  made.data = std::move(data);
  return made;
}

std::string hash_of(const std::string& text) {
  return core::to_hex(core::hash(text));
}

handler::store::NewReport report(const std::string& name, core::Json data,
                                 const std::string& site) {
  handler::store::NewReport made;
  made.site = site;
  made.ticket_hash = hash_of("ticket " + name);
  made.nonce_hash = hash_of("nonce " + name);
  made.submitted = event("submitted", data.is_null() ? core::Json::object() : std::move(data));
  made.submitted.actor.kind = handler::cases::Actor::Kind::reporter;
  made.refold = fold_simply;
  return made;
}

namespace {

constexpr char kThen = '|';

}  // namespace

StoreFixture::StoreFixture() = default;
StoreFixture::~StoreFixture() = default;

const std::string& StoreFixture::service_file() const {
  if (service_file_.empty()) service_file_ = postgres_.emplace().service_file();
  return service_file_;
}

std::string StoreFixture::address() const {
  return on_postgres() ? path + kThen + service_file() : path;
}

void StoreFixture::use(const std::string& address) {
  const std::size_t end = address.find(kThen);
  path = address.substr(0, end);
  if (on_postgres()) service_file_ = address.substr(end + 1);
}

void StoreFixture::copy(const StoreFixture& other) {
  if (on_postgres()) {
    service_file_ = postgres_.emplace(*other.postgres_).service_file();
  } else {
    std::filesystem::copy_file(other.path, path);
  }
}

handler::store::StoreOptions StoreFixture::options() const {
  handler::store::StoreOptions made;
  made.path = path;
  if (on_postgres()) made.service_file = service_file();
  made.readers = 2;
  return made;
}

handler::store::OpenDatabase StoreFixture::connect() const {
  return handler::store::open_database(options());
}

core::Result<std::unique_ptr<handler::store::Store>> StoreFixture::try_open() {
  return handler::store::open_store(options(), clock);
}

std::unique_ptr<handler::store::Store> StoreFixture::open(
    const handler::store::StoreOptions& wanted) {
  auto opened = handler::store::open_store(wanted, clock);
  if (!opened) throw std::runtime_error(opened.failure().message);
  return std::move(*opened);
}

std::unique_ptr<handler::store::Database> StoreFixture::raw() const {
  handler::store::StoreOptions impatient = options();
  impatient.busy_milliseconds = 100;
  auto opened = handler::store::open_database(impatient)(handler::store::Access::write);
  if (!opened) throw std::runtime_error(opened.failure().message);
  return std::move(*opened);
}

std::unique_ptr<handler::store::Database> StoreFixture::unguarded() const {
  auto database = raw();
  if (on_postgres()) {
    core::accepted(database->run("SET session_replication_role = replica"));
    return database;
  }
  core::accepted(database->run_script("PRAGMA foreign_keys=OFF"));
  for (const auto& row :
       core::accepted(database->run("SELECT name FROM sqlite_schema WHERE type = 'trigger'")))
    core::accepted(database->run_script("DROP TRIGGER " + row.text(0)));
  return database;
}

std::string StoreFixture::bytes_on_disk() const {
  std::string bytes;
  for (const auto& file : std::filesystem::directory_iterator(folder.path()))
    bytes += bytes_of(file.path());
  if (postgres_) bytes += postgres_->bytes_on_disk();
  return bytes;
}

core::Result<std::int64_t> StoreFixture::verify() const {
  const auto opened = on_postgres() ? connect()(handler::store::Access::read)
                                    : handler::store::open_sqlite_to_look(path);
  if (!opened) return opened.failure();
  return verify_chains(**opened);
}

core::Result<std::int64_t> verify_chains(handler::store::Database& database) {
  using namespace handler::store;
  const TellAltered refuse = [](const std::string& what) {
    throw Refused(core::FailureCode::corrupt, what);
  };
  const auto work = [&] {
    std::int64_t events = 0;
    const auto take = [&](const handler::cases::Event& event) {
      check_texts(database, event, refuse);
      ++events;
    };
    check_policies(database, refuse);
    for (const std::string& site : sites_with_events(database))
      check_chain(database, site, take, refuse);
    const std::int64_t cut = number_of(
        database,
        "SELECT COUNT(*) FROM cases WHERE last_seq <> "
        "(SELECT COALESCE(MAX(seq), 0) FROM events WHERE events.case_id = cases.case_id)");
    if (cut > 0) refuse("a case has lost its newest event");
    return events;
  };
  return result_of(work);
}

std::int64_t number_of(handler::store::Database& database, const std::string& sql) {
  return database.run(sql, {}).value().front().number(0);
}

std::string found_by(handler::store::Database& database, const std::string& typed) {
  using namespace handler::store;
  const std::string id(dialect::kCaseOfWords);
  const auto rows = database.run("SELECT " + id + " FROM case_words AS w WHERE " +
                                     dialect::holds_words("$1") + " ORDER BY " + id,
                                 {match_for(typed)});
  std::string all;
  for (const Row& row : rows.value())
    all += (all.empty() ? "" : " ") + std::to_string(row.number(0));
  return all;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<handler::cases::CaseId> ids_of(const std::vector<handler::store::CaseRow>& rows) {
  std::vector<handler::cases::CaseId> ids;
  for (const handler::store::CaseRow& row : rows) ids.push_back(row.id);
  return ids;
}

}  // namespace test
