// Facts about the machine that a handler runs on, gathered once as a value; the checks only read
// it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/settings/public_address.h"
#include "core/time/clock_guard.h"
#include "core/time/local_time.h"
#include "handler/files/cleaning.h"
#include "handler/health/log_rotation.h"
#include "handler/store/cases/admission.h"
#include "handler/store/cases/file_queries.h"
#include "handler/store/open_database.h"

namespace handler::store {
class Store;
}

namespace handler::health {

// Where everything is that belongs to one handler.
struct Place {
  std::filesystem::path data;
  std::filesystem::path published;
  std::filesystem::path content;  // holds sites/ and calendar/; may be missing
  std::filesystem::path templates;
  std::filesystem::path public_folder;               // that the generator writes
  std::filesystem::path generator;                   // the program; "": beside this one
  std::filesystem::path conf;                        // bancheng.conf, if another one was named
  std::filesystem::path certificate;                 // "": not looked at
  std::filesystem::path access_log;                  // of the web server; "": not looked at
  std::filesystem::path rotation = kRotationFolder;  // the files of logrotate
  files::Inspection files;                           // how files that people send are looked at
  std::filesystem::path keys_copy;                   // "": no copy of the keys is compared now
  core::PublicAddress address;  // of the public pages, as this handler knows it
  std::string prefix = "/handle";
  std::string role = "both";
  // How much of the database of a site the reports may take that came above its budget.
  std::int64_t set_aside_bytes = std::int64_t{200} << 20U;
  // How much of it the files of a site may take that people send.
  std::int64_t file_bytes = std::int64_t{2000} << 20U;
  std::optional<store::Server> server;  // that has the data; nullopt: the file of the data folder
  int archive_days = 0;  // how long the server's archived log is kept; 0: nothing says it
  bool brief = false;  // for people who need no paths: names of files alone, no details of failures
};

// A file or folder; `mode` and what follows it are without meaning if it is not there.
struct FileFacts {
  std::filesystem::path path;
  bool there = false;
  unsigned mode = 0;  // 0755
  std::int64_t owner = 0;
  std::uint64_t device = 0;  // the file system
  bool hidden = false;       // this account may not even look whether it is there
  core::Instant changed{};   // its content, the last time
};

// True of the mode of a data folder that a group shares: the web server's programs and the
// publisher. Then the database is for the group too, and only for it.
constexpr bool is_shared(unsigned mode) {
  return mode == 02770;
}

// A published site. `failure` is empty if it can be read.
struct SiteFacts {
  std::string id;
  std::string failure;
  std::string program;     // the build that published it
  std::string apart;       // why its address and that of this handler do not fit; "": they do
  std::vector<int> years;  // whose holidays are all known
  // For how many days from now its privacy page lets older backups live; nullopt: it says nothing.
  std::optional<int> backup_days = {};
};

// What the database says of its care.
struct DataFacts {
  std::string failure;  // "": it can be read
  bool there = true;
  bool is_current = true;                                 // of this program's version
  std::map<std::string, std::string, std::less<>> facts;  // store/facts.h
  std::vector<store::SetAside> set_aside;                 // of each site that has any
  std::vector<store::HeldFiles> files;                    // the same
  std::optional<core::ClockJudgement> clock;              // nullopt: nothing to compare with
};

// The server that has the data.
struct ServerFacts {
  std::string failure;  // "": it can be used
  store::ServerState state;
};

struct MachineFacts {
  core::Instant now{};
  Place place;
  FileFacts data_folder, database, keys_folder, portal_key, desk_key, published, templates, backup;
  DataFacts data;
  std::optional<ServerFacts> server;     // nullopt: the data are in `database`
  std::string engine_failure;            // "": the settings name the engine that the folder knows
  std::vector<std::string> old_copies;   // names in the data folder, of store/old_copies.h
  std::string list_failure;              // "": no list of destroyed parts is damaged
  std::string keys_failure;              // "": all keys that the role needs can be read
  std::optional<core::Status> keys_fit;  // the database; nullopt: it keeps no fingerprints
  std::optional<core::Status> copy;      // of the comparison with `place.keys_copy`
  std::vector<SiteFacts> sites;
  std::string this_program;
  std::optional<std::uint64_t> free_bytes;  // on the disk of the data; of the pages if it is full
  std::uint64_t database_bytes = 0;
  std::optional<core::Instant> certificate_until;
  FileFacts access_log, error_log, log_folder;
  std::optional<int> log_days;        // how long logrotate keeps it; nullopt: it cannot be told
  std::optional<int> error_log_days;  // the same of error.log, which is beside it
  bool cleaner_works = true;          // the program that cleans files
  bool scanner_answers = true;        // clamd, if the settings name it
};

// What the database file says, read without changing anything. `sight`: what the machine's clock
// shows now.
DataFacts data_of_file(const std::filesystem::path& database, const core::ClockSight& sight);
// The same of a server's database.
DataFacts data_of_server(const store::Server& server, const core::ClockSight& sight);
// The same, from a store that is open.
DataFacts data_of_store(store::Store& store);

// Looks at files and published sites; changes nothing. What cannot be read is a fact too. `sites`:
// only these; all that are published if empty.
MachineFacts gather(const Place& place, core::Instant now, DataFacts data,
                    const std::vector<std::string>& sites = {});

}  // namespace handler::health
