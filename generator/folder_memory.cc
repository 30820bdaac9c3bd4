// Asks each known folder for its time of change, and lists those that have another.
#include "generator/folder_memory.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <iterator>
#include <string_view>
#include <utility>

#include "core/base/files.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Status;

constexpr time_t kYoung = 2;  // seconds

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

core::Failure refusal(const fs::path& path, const std::string& why) {
  return {core::FailureCode::refused, path.string() + " " + why};
}

// The kind of an entry: as the folder says, or, where its file system does not say, as lstat does.
unsigned char kind_of(int folder, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return entry.d_type;
  struct stat state {};
  if (::fstatat(folder, entry.d_name, &state, AT_SYMLINK_NOFOLLOW) != 0) return DT_UNKNOWN;
  return static_cast<unsigned char>(IFTODT(state.st_mode));
}

// What came and what went.
struct Delta {
  std::vector<std::string> added;
  std::vector<std::string> removed;
  bool is_empty() const { return added.empty() && removed.empty(); }
};

void apply(Delta& delta, std::vector<std::string>& sorted) {
  if (delta.is_empty()) return;
  std::sort(delta.added.begin(), delta.added.end());
  std::sort(delta.removed.begin(), delta.removed.end());
  const auto gone = [&](const std::string& one) {
    return std::binary_search(delta.removed.begin(), delta.removed.end(), one);
  };
  if (!delta.removed.empty()) std::erase_if(sorted, gone);
  std::vector<std::string> all;
  all.reserve(sorted.size() + delta.added.size());
  std::merge(std::move_iterator(sorted.begin()), std::move_iterator(sorted.end()),
             std::move_iterator(delta.added.begin()), std::move_iterator(delta.added.end()),
             std::back_inserter(all));
  sorted = std::move(all);
}

}  // namespace

struct FolderMemory::Node {
  std::string name;
  ino_t inode = 0;
  timespec changed{};
  bool is_trusted = false;
  std::vector<std::string> files;  // sorted
  std::vector<std::unique_ptr<Node>> folders;
};

class FolderMemory::Look {
 public:
  explicit Look(const fs::path& root) : root_(root) { ::clock_gettime(CLOCK_REALTIME, &now_); }

  Status visit(Node& node, int parent, const std::string& name, const std::string& above) {
    struct stat state {};
    if (::fstatat(parent, name.c_str(), &state, AT_SYMLINK_NOFOLLOW) != 0) {
      return core::system_failure("read", root_ / above / name);
    }
    const bool is_known = node.is_trusted && node.inode == state.st_ino &&
                          node.changed.tv_sec == state.st_ctim.tv_sec &&
                          node.changed.tv_nsec == state.st_ctim.tv_nsec;
    if (is_known && node.folders.empty()) return core::success();
    const std::string prefix = &node == root_node_ ? "" : above + node.name + "/";
    const Descriptor opened(
        ::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (opened.get() < 0) return core::system_failure("read", root_ / prefix);
    if (!is_known) {
      if (Status listed = list(node, opened.get(), prefix); !listed) return listed;
      node.inode = state.st_ino;
      node.changed = state.st_ctim;
      node.is_trusted = state.st_ctim.tv_sec + kYoung < now_.tv_sec;
    }
    for (const std::unique_ptr<Node>& below : node.folders) {
      if (Status seen = visit(*below, opened.get(), below->name, prefix); !seen) return seen;
    }
    return core::success();
  }

  Status start(Node& root) {
    root_node_ = &root;
    return visit(root, AT_FDCWD, root_.string(), "");
  }

  Delta files;
  Delta folders;

 private:
  struct Names {
    std::vector<std::string> files;
    std::vector<std::string> folders;
  };

  core::Result<Names> read(int folder, const std::string& prefix) const {
    const int own = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR*)> opened(own < 0 ? nullptr : ::fdopendir(own),
                                                     ::closedir);
    if (!opened) return core::system_failure("read", root_ / prefix);
    Names names;
    while (const dirent* entry = ::readdir(opened.get())) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      switch (kind_of(folder, *entry)) {
        case DT_LNK:
          return refusal(root_ / (prefix + std::string(name)),
                         "is a symbolic link: the public folder may hold none, remove it");
        case DT_DIR:
          names.folders.emplace_back(name);
          break;
        case DT_REG:
          names.files.emplace_back(name);
          break;
        default:
          return refusal(root_ / (prefix + std::string(name)),
                         "is neither a file nor a folder: remove it");
      }
    }
    std::sort(names.files.begin(), names.files.end());
    std::sort(names.folders.begin(), names.folders.end());
    return names;
  }

  Status list(Node& node, int folder, const std::string& prefix) {
    core::Result<Names> now = read(folder, prefix);
    if (!now) return now.failure();
    note_files(node.files, now->files, prefix);
    node.files = std::move(now->files);
    std::vector<std::unique_ptr<Node>> before = std::move(node.folders);
    node.folders.clear();
    auto old = before.begin();
    const auto forget_until = [&](const std::string* name) {
      for (; old != before.end() && (name == nullptr || (*old)->name < *name); ++old) {
        forget(**old, prefix);
      }
    };
    for (std::string& name : now->folders) {
      forget_until(&name);
      if (old != before.end() && (*old)->name == name) {
        node.folders.push_back(std::move(*old++));
        continue;
      }
      folders.added.push_back(prefix + name);
      node.folders.push_back(std::make_unique<Node>());
      node.folders.back()->name = std::move(name);
    }
    forget_until(nullptr);
    return core::success();
  }

  void forget(const Node& node, const std::string& above) {
    folders.removed.push_back(above + node.name);
    const std::string prefix = above + node.name + "/";
    for (const std::string& name : node.files) files.removed.push_back(prefix + name);
    for (const std::unique_ptr<Node>& below : node.folders) forget(*below, prefix);
  }

  void note_files(const std::vector<std::string>& before, const std::vector<std::string>& now,
                  const std::string& prefix) {
    std::vector<std::string> names;
    const auto note = [&](std::vector<std::string>& changes) {
      for (const std::string& name : names) changes.push_back(prefix + name);
      names.clear();
    };
    std::set_difference(now.begin(), now.end(), before.begin(), before.end(),
                        std::back_inserter(names));
    note(files.added);
    std::set_difference(before.begin(), before.end(), now.begin(), now.end(),
                        std::back_inserter(names));
    note(files.removed);
  }

  const fs::path& root_;
  const Node* root_node_ = nullptr;
  timespec now_{};
};

FolderMemory::FolderMemory() = default;
FolderMemory::~FolderMemory() = default;
FolderMemory::FolderMemory(FolderMemory&& other) noexcept = default;
FolderMemory& FolderMemory::operator=(FolderMemory&& other) noexcept = default;

Status FolderMemory::look(const fs::path& folder) {
  if (!root_) root_ = std::make_unique<Node>();
  Look look(folder);
  if (Status seen = look.start(*root_); !seen) {
    *this = FolderMemory();
    return seen;
  }
  other_folders_ = !look.folders.is_empty();
  changed_ = other_folders_ || !look.files.is_empty();
  apply(look.files, files_);
  apply(look.folders, folders_);
  return core::success();
}

}  // namespace generator
