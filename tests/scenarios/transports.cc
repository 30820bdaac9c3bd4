// Starts the four transports and sends requests through them.
#include "tests/scenarios/transports.h"

#include <pwd.h>
#include <strings.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "core/settings/settings.h"
#include "handler/web/multipart_headers.h"
#include "handler/web/security_headers.h"
#include "handler/web/upload.h"
#include "tests/scenarios/child.h"
#include "tests/support/waiting.h"

namespace scenarios {
namespace {

// -- in process

// A form with files reaches the app as the other transports bring it there.
void take_upload(handler::web::Request& asked, const Place& place) {
  const auto boundary = handler::web::multipart_boundary(asked.header("content-type"));
  if (!boundary) return;
  auto spool = handler::web::UploadSpool::make(place.data, *boundary);
  if (!spool || !spool->append(asked.body)) throw std::runtime_error("the upload was not taken");
  auto upload = spool->finish();
  if (!upload) throw std::runtime_error(upload.failure().message);
  asked.upload = std::move(*upload);
  asked.body.clear();
}

class AppTransport : public Transport {
 public:
  explicit AppTransport(const Place& place) : place_(place) {
    auto runtime = handler::Runtime::open(runtime_options(place));
    if (!runtime) throw std::runtime_error(runtime.failure().message);
    runtime_ = std::move(*runtime);
  }

  HttpAnswer send(const HttpRequest& request) override {
    handler::web::Request asked;
    asked.method = request.method;
    const auto target = handler::web::parse_target(request.target);
    if (!target) throw std::runtime_error("bad target " + request.target);
    asked.path = target->path;
    asked.query = target->query;
    for (const auto& [name, value] : request.headers) {
      asked.headers[core::ascii_lower(name)] = value;
    }
    asked.body = request.body;
    take_upload(asked, place_);
    asked.remote_address = "127.0.0.1";
    asked.loopback = true;
    const handler::web::Response response = runtime_->app().handle(asked);
    return {response.status, response.headers, response.body};
  }

 private:
  Place place_;
  std::unique_ptr<handler::Runtime> runtime_;
};

// -- CGI

std::vector<std::string> world_environment(const Place& place) {
  return {"BANCHENG_PUBLISHED=" + place.published.string(),
          "BANCHENG_TEMPLATES=" + (place.source / "site_templates").string(),
          "BANCHENG_DATA=" + place.data.string(), "BANCHENG_TEST_CLOCK=" + place.clock.string()};
}

class CgiTransport : public Transport {
 public:
  explicit CgiTransport(const Place& place) : place_(place) {}

  HttpAnswer send(const HttpRequest& request) override {
    std::vector<std::string> environment = world_environment(place_);
    const std::size_t question = request.target.find('?');
    environment.push_back("GATEWAY_INTERFACE=CGI/1.1");
    environment.push_back("SERVER_PROTOCOL=HTTP/1.1");
    environment.push_back("SERVER_NAME=localhost");
    environment.push_back("SERVER_PORT=80");
    environment.push_back("REMOTE_ADDR=127.0.0.1");
    environment.push_back("REQUEST_METHOD=" + request.method);
    environment.push_back("SCRIPT_NAME=/handle");
    environment.push_back("PATH_INFO=" +
                          request.target.substr(0, question).substr(std::string("/handle").size()));
    environment.push_back("QUERY_STRING=" + (question == std::string::npos
                                                 ? ""
                                                 : request.target.substr(question + 1)));
    for (const auto& [name, value] : request.headers) add_header(environment, name, value);
    if (!request.body.empty())
      environment.push_back("CONTENT_LENGTH=" + std::to_string(request.body.size()));
    Child cgi({(place_.programs / "handler").string(), "cgi"}, environment);
    return parse_answer(cgi.talk(request.body));
  }

 private:
  static void add_header(std::vector<std::string>& environment, const std::string& name,
                         const std::string& value) {
    std::string upper;
    for (const char c : name) upper += c == '-' ? '_' : core::ascii_upper(c);
    environment.push_back((upper == "CONTENT_TYPE" ? "" : "HTTP_") + upper + "=" + value);
  }

  Place place_;
};

// -- sockets

std::string as_bytes(const HttpRequest& request, int port) {
  std::string bytes = request.method + " " + request.target +
                      " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                      "\r\nConnection: close\r\n";
  for (const auto& [name, value] : request.headers) {
    if (strcasecmp(name.c_str(), "host") != 0) bytes += name + ": " + value + "\r\n";
  }
  if (request.method == "POST")
    bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return bytes + "\r\n" + request.body;
}

// The command prefix that runs a program as Apache's user if we are root.
std::vector<std::string> as_user(const std::string& user) {
  if (user.empty()) return {};
  return {"/usr/bin/setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"};
}

class ServeTransport : public Transport {
 public:
  explicit ServeTransport(const Place& place, const std::string& user = "")
      : child_(arguments(place, user), world_environment(place)) {
    const std::string line = child_.read_line();
    const std::size_t colon = line.rfind(':');
    if (line.rfind("serving http://localhost:", 0) != 0)
      throw std::runtime_error("serve says: " + line);
    port_ = std::stoi(line.substr(colon + 1));
  }

  HttpAnswer send(const HttpRequest& request) override {
    return parse_answer(send_and_read(port_, as_bytes(request, port_)));
  }

 private:
  static std::vector<std::string> arguments(const Place& place, const std::string& user) {
    std::vector<std::string> all = as_user(user);
    for (const std::string& argument :
         {(place.programs / "handler").string(), std::string("serve"), std::string("--listen"),
          std::string("127.0.0.1:0"), std::string("--public"), place.public_folder.string()}) {
      all.push_back(argument);
    }
    return all;
  }

  Child child_;
  int port_ = 0;
};

// -- Apache with a live server on the same data: requests alternate between them

std::string apache_configuration(const Place& place, const std::filesystem::path& folder,
                                 int port) {
  std::string text;
  for (const std::string module :
       {"mpm_prefork", "authz_core", "authz_host", "alias", "cgi", "env"}) {
    text += "LoadModule " + module + "_module /usr/lib/apache2/modules/mod_" + module + ".so\n";
  }
  text += "ServerName localhost\nListen 127.0.0.1:" + std::to_string(port) + "\nPidFile " +
          (folder / "pid").string() + "\nErrorLog " + (folder / "error.log").string() +
          "\nServerRoot " + folder.string() + "\nDocumentRoot " + place.public_folder.string() +
          "\nMutex posixsem\nStartServers 1\nLimitRequestBody 22020096\n";
  if (getuid() == 0) text += "User www-data\nGroup www-data\n";
  for (const std::string& variable : world_environment(place)) {
    const std::size_t equals = variable.find('=');
    text += "SetEnv " + variable.substr(0, equals) + " " + variable.substr(equals + 1) + "\n";
  }
  const std::string script = (place.programs / "handler.cgi").string();
  text += "ScriptAlias /handle " + script + "\n<Directory />\nRequire all granted\n</Directory>\n";
  return text;
}

// Apache does not run programs as root. If started by root, the scenario's world is copied to a
// folder that Apache's user can read, and given to that user.
std::string user_of_apache() {
  return getuid() == 0 ? "www-data" : "";
}

void hand_over(const std::filesystem::path& folder) {
  const passwd* user = getpwnam("www-data");
  if (user == nullptr) throw std::runtime_error("there is no user www-data: install apache2");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (lchown(entry.path().c_str(), user->pw_uid, user->pw_gid) != 0)
      throw std::runtime_error("cannot chown");
  }
  if (lchown(folder.c_str(), user->pw_uid, user->pw_gid) != 0)
    throw std::runtime_error("cannot chown");
}

Place readable_place(const Place& place) {
  if (getuid() != 0) return place;
  const std::filesystem::path root = place.data.parent_path();
  constexpr auto kAll =
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing;
  std::filesystem::create_directories(root / "programs");
  for (const char* program : {"handler", "handler.cgi", "file_cleaner"})
    std::filesystem::copy(place.programs / program, root / "programs" / program, kAll);
  std::filesystem::copy(place.source / "site_templates", root / "site_templates", kAll);
  std::filesystem::copy(place.published, root / "published", kAll);
  std::filesystem::copy(place.public_folder, root / "public", kAll);
  hand_over(root);
  return {root, root / "programs", root / "published", root / "public", place.data, place.clock};
}

class ApacheTransport : public Transport {
 public:
  explicit ApacheTransport(const Place& original)
      : place_(readable_place(original)), serve_(place_, user_of_apache()), port_(free_port()) {
    const Place& place = place_;
    const std::filesystem::path folder = place.data.parent_path() / "apache";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "httpd.conf") << apache_configuration(place, folder, port_);
    const std::vector<std::string> arguments = {"/usr/sbin/apache2", "-X", "-f",
                                                (folder / "httpd.conf").string()};
    apache_ = std::make_unique<Child>(arguments, std::vector<std::string>{});
    wait_until_ready();
  }

  HttpAnswer send(const HttpRequest& request) override {
    at_apache_ = !at_apache_;
    if (!at_apache_) return serve_.send(request);
    return parse_answer(send_and_read(port_, as_bytes(request, port_)));
  }

 private:
  void wait_until_ready() const {
    const bool answers = tests::comes_true([this] {
      try {
        send_and_read(port_, "GET / HTTP/1.0\r\n\r\n");
        return true;
      } catch (const std::runtime_error&) {
        return false;
      }
    });
    if (!answers) {
      throw std::runtime_error(
          "Apache did not start; see apache/error.log in the scenario's folder");
    }
  }

  Place place_;
  ServeTransport serve_;
  int port_;
  std::unique_ptr<Child> apache_;
  bool at_apache_ = false;
};

}  // namespace

handler::RuntimeOptions runtime_options(const Place& place) {
  handler::RuntimeOptions options;
  options.published = place.published;
  options.templates = place.source / "site_templates";
  options.data = place.data;
  options.test_clock = place.clock.string();
  options.file_cleaner = place.programs / "file_cleaner";
  options.database = core::variable_of_process("BANCHENG_DATABASE").value_or(options.database);
  options.database_service =
      core::variable_of_process("BANCHENG_DATABASE_SERVICE").value_or(std::string());
  return options;
}

std::string HttpAnswer::header(const std::string& name) const {
  for (const auto& [key, value] : headers) {
    if (strcasecmp(key.c_str(), name.c_str()) == 0) return value;
  }
  return {};
}

HttpAnswer parse_answer(const std::string& bytes) {
  HttpAnswer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) throw std::runtime_error("no answer: " + bytes.substr(0, 200));
  answer.body = bytes.substr(end + 4);
  for (const std::string& line : core::split(bytes.substr(0, end), '\n')) {
    const std::string head = core::trimmed(line);
    if (head.rfind("HTTP/1.1 ", 0) == 0) answer.status = std::stoi(head.substr(9));
    const std::size_t colon = head.find(": ");
    if (colon == std::string::npos) continue;
    if (head.rfind("Status: ", 0) == 0) answer.status = std::stoi(head.substr(8));
    answer.headers.emplace_back(head.substr(0, colon), head.substr(colon + 2));
  }
  return answer;
}

std::unique_ptr<Transport> make_transport(const std::string& name, const Place& place) {
  if (name == "app") return std::make_unique<AppTransport>(place);
  if (name == "cgi") return std::make_unique<CgiTransport>(place);
  if (name == "serve") return std::make_unique<ServeTransport>(place);
  if (name == "apache") return std::make_unique<ApacheTransport>(place);
  throw std::runtime_error("unknown transport " + name);
}

}  // namespace scenarios
