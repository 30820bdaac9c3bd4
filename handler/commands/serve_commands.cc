// Opens the world and serves it over a transport.
#include "handler/commands/serve_commands.h"

#include <execinfo.h>
#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <new>
#include <optional>
#include <ostream>
#include <semaphore>
#include <string_view>
#include <system_error>
#include <thread>

#include "core/settings/folder_owner.h"
#include "core/settings/settings.h"
#include "handler/casework/recording.h"
#include "handler/commands/site_look.h"
#include "handler/commands/tick.h"
#include "handler/desk/entrance/gate.h"
#include "handler/store/key_prints.h"
#include "handler/transport/dev_pages.h"
#include "handler/transport/http_server.h"
#include "handler/transport/service_manager.h"
#include "handler/transport/static_files.h"

namespace handler {
namespace {

// Serves the forms below their prefix and the generated site everywhere else below the base path.
class Whole : public web::Application {
 public:
  Whole(App& app, const std::string& prefix, const std::string& base_path,
        const std::string& folder)
      : app_(app), prefix_(prefix), files_(folder, base_path), has_files_(!folder.empty()) {}

  web::Response handle(const web::Request& request) override {
    if (is_form(request.path) || !has_files_) return app_.handle(request);
    web::Response response = files_.serve(request);
    const bool lacks_page = response.status >= 400 && response.body.empty() && !response.file_body;
    if (lacks_page) response.body = refusal_page(response.status);
    return response;
  }
  std::string refusal_page(int status) override { return app_.refusal_page(status); }
  std::string files_refused_page(core::FilesRefused why) override {
    return app_.files_refused_page(why);
  }
  bool takes_upload(std::string_view method, const std::string& path) override {
    return app_.takes_upload(method, path);
  }
  web::UploadSender upload_sender(const web::Request& head, const web::Fields& texts) override {
    return app_.upload_sender(head, texts);
  }

 private:
  bool is_form(const std::string& path) const {
    return path.starts_with(prefix_ + "/") || path == prefix_;
  }

  App& app_;
  std::string prefix_;
  transport::StaticFiles files_;
  bool has_files_;
};

bool is_loopback(std::string_view listen) {
  return listen.starts_with("127.") || listen.starts_with("localhost:") ||
         listen.starts_with("[::1]") || listen.starts_with("unix:");
}

void check_served(const RuntimeOptions& options, const ServeOptions& serve) {
  for (const std::string& proxy : serve.trusted_proxies)
    core::accepted(core::check_setting("trust-proxy", proxy));
  core::accepted(core::check_setting("base-url", options.base_url));
  if (!options.test_clock.empty() && !is_loopback(serve.listen)) {
    throw core::Refused(core::FailureCode::refused,
                        "--test-clock works only on a loopback address: other machines must not "
                        "reach a server with a made-up time");
  }
  if (!serve.dev_status.empty() && !is_loopback(serve.listen)) {
    throw core::Refused(core::FailureCode::refused,
                        "--dev works only on a loopback address: it shows what is in the files of "
                        "the content");
  }
  if (!serve.public_folder.empty() && !std::filesystem::is_directory(serve.public_folder)) {
    throw core::Refused(core::FailureCode::not_found,
                        "the folder " + serve.public_folder +
                            " is not there: run generator build --out " + serve.public_folder);
  }
}

SiteLook site_look(Runtime& runtime) {
  view::LiveSites& sites = runtime.services().sites;
  return {sites.ids(), [&sites](const std::string& id) { return sites.look_at(id); },
          [&log = runtime.log()](const std::string& what) {
            log.write("site_not_loaded", {{"what", what}});
          }};
}

constexpr const char* kTooLittleMemory =
    "there is not enough memory to serve; raise its limit (MemoryMax of systemd, ulimit -v)";

// Refuses to start without room for the requests that are collected, the pages that are made and
// the passwords that are checked: such a server would start, and fail at its first visitors.
void check_memory(const transport::HttpServerOptions& options, bool has_desk) {
  constexpr std::size_t kForPages = 32U << 20;
  const std::size_t bytes =
      options.buffer.limits.buffered_bytes + kForPages + (has_desk ? desk::kHashingBytes : 0);
  void* room = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) throw core::Refused(core::FailureCode::unavailable, kTooLittleMemory);
  ::munmap(room, bytes);
}

// An exception that leaves std::call_once passes through the C library, which then loads libgcc_s
// for itself, and ends the process if there is no memory for that. backtrace() makes it load it
// now.
void load_unwinder() {
  void* here = nullptr;
  ::backtrace(&here, 1);
}

// The C library makes up to eight heaps for each core, and reserves 64 MiB of addresses for each.
// With eight in all, less memory stays resident, and threads hardly wait for each other. Where
// addresses are limited (ulimit -v) there is one, which reserves nothing: a heap of a thread that
// may not grow asks the system for each block, and the thread becomes many times slower. Holds for
// threads that are made from now on.
void limit_heaps() {
  constexpr int kMostHeaps = 8;
  rlimit addresses{};
  const bool limited =
      ::getrlimit(RLIMIT_AS, &addresses) == 0 && addresses.rlim_cur != RLIM_INFINITY;
  ::mallopt(M_ARENA_MAX, limited ? 1 : kMostHeaps);
}

// One thread handles SIGINT and SIGTERM; all other threads start with them blocked.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Pages are served all the same: they say that nothing can be sent, and an operator's confirmation
// takes effect without a restart.
bool says_that_clock_is_held(Runtime& runtime, const RuntimeOptions& options) {
  const core::Result<store::ClockState> state = runtime.services().store.clock_state();
  const bool is_guarded = options.test_clock.empty() || options.guard_test_clock;
  const bool held = is_guarded && state && state->judgement.verdict == core::ClockVerdict::held;
  if (held) {
    runtime.log().write("warning",
                        {{"what",
                          "the clock is not believed: nothing is written until it is right "
                          "again, or until handler clock confirm believes it; handler clock "
                          "shows with what it was compared"}});
  }
  return held;
}

// A list that is damaged is no reason not to serve: each tick tries again.
void relist(Runtime& runtime) {
  const core::Status listed = view::relist_cases(runtime.services());
  if (listed) return;
  runtime.log().write("warning",
                      {{"what", "not all cases are listed: " + listed.failure().message}});
}

// Stops the server on SIGINT or SIGTERM. A server that has not ended long after the signal, because
// a worker hangs, ends the process: all acknowledged reports are on the disk, and systemd starts a
// new one. Write-ahead logging makes this as safe as a power cut.
class StopSignal {
 public:
  StopSignal(transport::HttpServer& server, const sigset_t& signals)
      : thread_([this, &server, &signals] {
          int signal = 0;
          sigwait(&signals, &signal);
          server.stop();
          if (!ended_.try_acquire_for(kLongestEnd)) end_process();
        }) {}
  // If the server ended by itself the thread still waits: a signal wakes it.
  ~StopSignal() {
    ended_.release();
    // It waits for this signal, which is blocked: it ends nothing.
    pthread_kill(thread_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
    thread_.join();
  }
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

 private:
  static constexpr std::chrono::seconds kLongestEnd{25};

  // No memory and no lock: a hanging thread may have either.
  static void end_process() {
    constexpr std::string_view kWhy =
        "handler: some requests did not end after the signal to stop; the process is ended\n";
    [[maybe_unused]] const ssize_t count = ::write(STDERR_FILENO, kWhy.data(), kWhy.size());
    std::_Exit(2);
  }

  std::binary_semaphore ended_{0};
  std::thread thread_;
};

// Everything that `serve` runs, in the order in which it is made. All threads are made before the
// line that says that it serves, so that a limit of the system is a refusal to start.
void serve_with(Runtime& runtime, const RuntimeOptions& options, const ServeOptions& serve,
                const sigset_t& signals, std::ostream& out) {
  SiteLook look = site_look(runtime);
  core::accepted(look.find_one());
  // While nothing can be written, the cases of an older program wait for the next tick.
  if (!says_that_clock_is_held(runtime, options)) relist(runtime);
  const std::string base_path = address_of(options).path;
  Whole whole(runtime.app(), prefix_of(options), base_path, serve.public_folder);
  transport::HttpServerOptions server_options;
  server_options.listen = serve.listen;
  server_options.passed = serve.passed;
  server_options.buffer.trusted_proxies = serve.trusted_proxies;
  server_options.buffer.uploads.folder = options.data;
  server_options.buffer.complain = [&log = runtime.log()](std::string_view what) {
    log.write("connection_closed", {{"what", what}});
  };
  std::optional<transport::DevPages> dev;
  if (!serve.dev_status.empty()) {
    dev.emplace(
        core::accepted(transport::DevPages::open(whole, serve.dev_status, options.templates)));
    runtime.log().write("warning", {{"what", "--dev: pages carry a script that reloads them"}});
  }
  transport::HttpServer server(dev ? static_cast<web::Application&>(*dev) : whole, server_options);
  const int port = core::accepted(server.bind());
  core::accepted(server.start());
  StopSignal stop(server, signals);
  look.go_on();
  // Only the process with the desk ticks, not one for the public network.
  std::optional<Ticker> ticker;
  if (options.role != "portal") ticker.emplace(runtime.services(), runtime.log());
  if (!options.test_clock.empty()) {
    runtime.log().write("warning", {{"what", "the time is read from " + options.test_clock}});
  }
  check_memory(server_options, options.role != "portal");
  if (port != 0) out << "serving http://localhost:" << port << base_path << "\n";
  if (port == 0) out << "serving " << serve.listen << "\n";
  out.flush();
  transport::tell_ready(core::variable_of_process);
  core::accepted(server.run());
}

// Refuses keys that are not those of the database that is there already.
void keep_fingerprints(const RuntimeOptions& options) {
  const ClockAndStore opened = core::accepted(open_clock_and_store(options));
  core::accepted(store::check_keys(*opened.store, store::keys_in(options.data),
                                   name_of_database(options), store::UnknownPrints::record));
}

}  // namespace

void init(const RuntimeOptions& options, std::ostream& out) {
  core::accepted(core::act_as_owner_of(options.data));
  std::error_code ignored;
  const std::filesystem::path keys = options.data / "keys";
  if (has_database(options) && !std::filesystem::exists(keys / "portal", ignored) &&
      !std::filesystem::exists(keys / "desk", ignored)) {
    throw core::Refused(
        core::FailureCode::refused,
        name_of_database(options) +
            " is there, but its keys are not: put them back with handler keys import, from the "
            "copy that handler keys export made (new ones would open nothing that is in it)");
  }
  core::SystemRandomness randomness;
  const std::vector<std::string> made =
      core::accepted(store::init_data_folder(options.data, randomness));
  for (const std::string& file : made)
    out << "made " << file << " (keep a copy apart from the backups)\n";
  if (made.empty()) {
    core::accepted(store::check_pair(store::keys_in(options.data)));
    out << "keys are there already in " << keys.string() << "\n";
  }
  if (has_database(options)) keep_fingerprints(options);
}

void serve_until_signal(const RuntimeOptions& options, ServeOptions serve, std::ostream& out) {
  serve.passed = core::accepted(transport::passed_listener(core::variable_of_process));
  if (serve.passed) serve.listen = serve.passed->address;
  check_served(options, serve);
  load_unwinder();
  limit_heaps();
  const sigset_t signals = block_stop_signals();
  RuntimeOptions answering = options;
  answering.answers = true;
  try {
    const std::unique_ptr<Runtime> runtime = core::accepted(Runtime::open(answering));
    serve_with(*runtime, options, serve, signals, out);
  } catch (const std::system_error& error) {
    // Of a thread; others, such as those of files, are no question of limits.
    if (error.code() != std::errc::resource_unavailable_try_again) throw;
    throw core::Refused(core::FailureCode::unavailable,
                        std::string("the system refuses a thread that serve needs (") +
                            error.what() + "); raise the limit of tasks or of memory (TasksMax " +
                            "and MemoryMax of systemd, ulimit -u and -v)");
  } catch (const std::bad_alloc&) {
    throw core::Refused(core::FailureCode::unavailable, kTooLittleMemory);
  }
}

}  // namespace handler
