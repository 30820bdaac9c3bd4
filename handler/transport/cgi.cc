// Converts RFC 3875's meta-variables to a request, and a response to a CGI document.
#include "handler/transport/cgi.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/ascii.h"
#include "handler/transport/answer.h"
#include "handler/transport/client_address.h"
#include "handler/transport/refusals.h"
#include "handler/transport/request_head.h"

namespace handler::transport {
namespace {

using Clock = std::chrono::steady_clock;

const std::string& variable(const Environment& environment, const char* name) {
  static const std::string kUnset;
  const auto found = environment.find(name);
  return found == environment.end() ? kUnset : found->second;
}

// HTTP_USER_AGENT -> user-agent.
std::string header_name(std::string_view variable_name) {
  std::string name = core::ascii_lower(variable_name);
  std::ranges::replace(name, '_', '-');
  return name;
}

void read_headers(const Environment& environment, web::Request& request) {
  constexpr std::string_view kPrefix = "HTTP_";
  for (const auto& [name, value] : environment) {
    // HTTP_PROXY is the client's "Proxy" header, but programs read it as their own setting
    // (httpoxy).
    if (name.rfind(kPrefix, 0) != 0 || name == "HTTP_PROXY") continue;
    request.headers[header_name(std::string_view(name).substr(kPrefix.size()))] = value;
  }
  const std::string& type = variable(environment, "CONTENT_TYPE");
  if (!type.empty()) request.headers["content-type"] = type;
}

bool are_clean(const std::map<std::string, std::string>& headers) {
  return std::ranges::all_of(
      headers, [](const auto& header) { return is_safe_header(header.first, header.second); });
}

int read_target(const Environment& environment, web::Request& request) {
  request.path = variable(environment, "SCRIPT_NAME") + variable(environment, "PATH_INFO");
  if (!web::is_clean_path(request.path)) return 400;
  request.query = web::parse_query(variable(environment, "QUERY_STRING"));
  return 0;
}

void read_peer(const Environment& environment, web::Request& request) {
  ClientAddress client;
  client.address = variable(environment, "REMOTE_ADDR");
  client.on_this_machine = is_loopback_address(client.address);
  describe_client(request, client, {});
  const std::string& https = variable(environment, "HTTPS");
  request.secure =
      https == "on" || https == "1" || variable(environment, "REQUEST_SCHEME") == "https";
}

// Checks everything that can be checked before reading the body.
int read_head(const Environment& environment, web::Request& request, std::size_t& body_bytes) {
  request.method = variable(environment, "REQUEST_METHOD");
  if (request.method.empty() || variable(environment, "REMOTE_ADDR").empty()) return 400;
  if (request.method != "GET" && request.method != "HEAD" && request.method != "POST") return 405;
  if (const int status = read_target(environment, request); status != 0) return status;
  read_headers(environment, request);
  read_peer(environment, request);
  if (!are_clean(request.headers)) return 400;
  if (!request.header("content-encoding").empty()) return 415;
  const std::string& length = variable(environment, "CONTENT_LENGTH");
  body_bytes = 0;
  if (length.empty()) return request.method == "POST" ? 411 : 0;
  if (!parse_content_length(length, body_bytes)) return 400;
  return request.method != "POST" && body_bytes > 0 ? 400 : 0;
}

// Waits for `events`; false when the deadline has passed.
bool wait_for(int descriptor, short events, Clock::time_point deadline) {
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{descriptor, events, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

// How long a body may take, and how long no byte may come.
struct Patience {
  std::chrono::seconds whole;
  std::chrono::milliseconds silence;
};

// The bytes that the web server announced.
struct Body {
  int input;
  std::size_t size;
};

// Passes the body on piece by piece, until `take` returns false; what is left stays in `body`.
// Returns 0 or the refusal.
int read_body(Body& body, Patience patience, const std::function<bool(std::string_view)>& take) {
  std::array<char, 16384> bytes;
  const Clock::time_point deadline = Clock::now() + patience.whole;
  while (body.size > 0) {
    if (!wait_for(body.input, POLLIN, std::min(deadline, Clock::now() + patience.silence)))
      return 408;
    const ssize_t count = ::read(body.input, bytes.data(), std::min(bytes.size(), body.size));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return 400;  // shorter than announced
    body.size -= static_cast<std::size_t>(count);
    if (!take({bytes.data(), static_cast<std::size_t>(count)})) return 0;
  }
  return 0;
}

// Takes what is left of a body whose sender is refused. Web servers send all of it before they read
// the answer, and some lose the answer of a program that ends before: Apache's mod_cgid, fcgiwrap.
void drop_rest(Body& body, const web::TransportLimits& limits) {
  const Patience patience{std::chrono::seconds(limits.body_seconds), limits.upload_silence};
  (void)read_body(body, patience, [](std::string_view) { return true; });
}

using Refused = std::optional<Cause>;

Refused read_text(Body& body, const web::TransportLimits& limits, web::Request& request) {
  if (body.size > limits.body_bytes) return 413;
  const std::chrono::seconds whole(limits.body_seconds);
  const int status = read_body(body, {whole, whole}, [&request](std::string_view bytes) {
    request.body += bytes;
    return true;
  });
  return status == 0 ? Refused() : Refused(status);
}

// More lifetime for a process that has a limited one, until it is destroyed.
class LongerLife {
 public:
  explicit LongerLife(int seconds) : left_(::alarm(0)) {
    if (left_ > 0) ::alarm(left_ + static_cast<unsigned>(seconds));
  }
  ~LongerLife() {
    if (left_ > 0) ::alarm(left_);
  }
  LongerLife(const LongerLife&) = delete;
  LongerLife& operator=(const LongerLife&) = delete;

 private:
  unsigned left_;
};

// What a form with files holds until it is answered.
struct Turn {
  std::optional<core::Descriptor> lock;
  std::optional<LongerLife> life;
};

// Looking at the files takes a while too.
constexpr int kFilesSeconds = 120;

// A sender who may send files gets the time for them here too, so that a slow one sees why they
// were not taken.
void drop_refused(Body& body, const web::TransportLimits& limits, Cause cause, Turn& turn) {
  if (cause == Cause(408)) return;
  const auto* files = std::get_if<core::FilesRefused>(&cause);
  if (files == nullptr || *files == core::FilesRefused::unknown) return drop_rest(body, limits);
  turn.life.emplace(limits.upload_seconds + kFilesSeconds);
  const Patience patience{std::chrono::seconds(limits.upload_seconds), limits.upload_silence};
  (void)read_body(body, patience, [](std::string_view) { return true; });
}

// A form with files on its way: first the texts in front of them, then, if their sender is known
// and has a turn, the files.
class Receiving {
 public:
  Receiving(web::Application& application, const web::TransportLimits& limits,
            const UploadPlace& place, Turn& turn)
      : application_(application), limits_(limits), place_(place), turn_(turn) {}

  Refused receive(Body& body, const std::string& boundary, web::Request& request) {
    if (body.size > limits_.upload_bytes) return core::FilesRefused::too_large;
    auto made = make_spool(place_, boundary);
    if (const auto* why = std::get_if<core::FilesRefused>(&made)) return *why;
    auto& spool = std::get<web::UploadSpool>(made);
    // A small form, such as words alone, waits for no other sender.
    if (body.size > limits_.body_bytes) {
      const std::size_t all = body.size;
      const Patience for_texts{std::chrono::seconds(limits_.body_seconds), limits_.upload_silence};
      if (const Refused refused = spool_some(body, spool, for_texts, true)) return refused;
      if (spool.has_file_begun()) {
        if (const Refused refused = admit(request, spool.texts(), all)) return refused;
      }
    }
    return spool_rest(body, std::move(spool), request);
  }

 private:
  Refused spool_some(Body& body, web::UploadSpool& spool, Patience patience, bool texts_alone) {
    bool kept = true;
    const int status = read_body(body, patience, [&](std::string_view bytes) {
      kept = spool.append(bytes).ok();
      return kept && !(texts_alone && spool.has_file_begun());
    });
    if (!kept) return why_lost(spool);
    return status == 0 ? Refused() : Refused(status);
  }

  Refused admit(const web::Request& head, const web::Fields& texts, std::size_t bytes) {
    TurnTaker taker{application_.upload_sender(head, texts), {}};
    if (taker.sender == web::UploadSender::stranger) return core::FilesRefused::unknown;
    if (taker.sender == web::UploadSender::reporter)
      taker.group = web::address_group(head.remote_address);
    auto taken = take_shared_turn(place_.folder, limits_.uploads, taker);
    if (const auto* why = std::get_if<core::FilesRefused>(&taken)) return *why;
    turn_.lock.emplace(std::move(std::get<core::Descriptor>(taken)));
    if (!has_disk_room(place_, bytes)) return core::FilesRefused::no_room;
    return std::nullopt;
  }

  Refused spool_rest(Body& body, web::UploadSpool spool, web::Request& request) {
    turn_.life.emplace(limits_.upload_seconds + kFilesSeconds);
    const Patience patience{std::chrono::seconds(limits_.upload_seconds), limits_.upload_silence};
    if (const Refused refused = spool_some(body, spool, patience, false)) return refused;
    core::Result<std::shared_ptr<const web::Upload>> whole = spool.finish();
    if (!whole) return why_lost(spool);
    request.upload = std::move(*whole);
    return std::nullopt;
  }

  web::Application& application_;
  const web::TransportLimits& limits_;
  const UploadPlace& place_;
  Turn& turn_;
};

bool write_all(int output, std::string_view bytes, Clock::time_point deadline) {
  while (!bytes.empty()) {
    if (!wait_for(output, POLLOUT, deadline)) return false;
    const ssize_t count = ::write(output, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR && errno != EAGAIN) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string document(const web::Response& response, bool head_only) {
  std::string text =
      fmt::format("Status: {} {}\r\n", response.status, web::reason_phrase(response.status));
  for (const auto& [name, value] : response.headers) {
    if (is_safe_header(name, value)) text.append(name).append(": ").append(value).append("\r\n");
  }
  text += "\r\n";
  if (!head_only) text += response.body;
  return text;
}

web::Response answer_to(web::Application& application, const Environment& environment, int input,
                        const web::TransportLimits& limits, const UploadPlace& uploads,
                        web::Request& request) {
  Body body{input, 0};
  const int status = read_head(environment, request, body.size);
  if (status != 0) {
    if (parse_content_length(variable(environment, "CONTENT_LENGTH"), body.size))
      drop_rest(body, limits);
    return refusal(application, status);
  }
  const std::string boundary = uploads.folder.empty()
                                   ? std::string()
                                   : upload_boundary(application, request.method, request.path,
                                                     request.header("content-type"));
  Turn turn;
  const Refused refused =
      boundary.empty()
          ? read_text(body, limits, request)
          : Receiving(application, limits, uploads, turn).receive(body, boundary, request);
  if (refused) {
    turn.lock.reset();
    drop_refused(body, limits, *refused, turn);
    return refusal(application, *refused);
  }
  try {
    return application.handle(request);
  } catch (...) {
    return refusal(application, 500);
  }
}

}  // namespace

Environment environment_of(const char* const* environ_block) {
  Environment environment;
  for (; environ_block != nullptr && *environ_block != nullptr; ++environ_block) {
    const std::string_view entry(*environ_block);
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos) continue;
    environment.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  return environment;
}

int run_cgi(web::Application& application, const Environment& environment, int input, int output,
            const web::TransportLimits& limits, const UploadPlace& uploads) {
  std::signal(SIGPIPE, SIG_IGN);
  web::Request request;
  const web::Response response =
      answer_to(application, environment, input, limits, uploads, request);
  const auto deadline = Clock::now() + std::chrono::seconds(limits.body_seconds);
  return write_all(output, document(response, request.method == "HEAD"), deadline) ? 0 : 2;
}

int refuse_cgi(const web::Response& response, const Environment& environment, int input, int output,
               const web::TransportLimits& limits) {
  std::signal(SIGPIPE, SIG_IGN);
  Body body{input, 0};
  if (parse_content_length(variable(environment, "CONTENT_LENGTH"), body.size))
    drop_rest(body, limits);
  const auto deadline = Clock::now() + std::chrono::seconds(limits.body_seconds);
  const bool head_only = variable(environment, "REQUEST_METHOD") == "HEAD";
  return write_all(output, document(response, head_only), deadline) ? 0 : 2;
}

void harden_cgi_process(unsigned seconds) {
  std::signal(SIGPIPE, SIG_IGN);
  ::closefrom(3);
  ::umask(077);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  const rlimit processor{seconds, seconds};
  ::setrlimit(RLIMIT_CPU, &processor);
  ::alarm(seconds);
}

}  // namespace handler::transport
