// A VFS that passes every call on to SQLite's own for Unix, and notes what changes files.
#include "tests/power_cuts/power.h"

#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <mutex>
#include <new>
#include <stdexcept>

namespace power {

namespace fs = std::filesystem;

struct Power::State {
  fs::path folder;
  Disk disk;
  Dice noise;
  bool lies = false;
  bool out = false;
  std::int64_t steps = 0;
  std::int64_t left = 0;  // steps until the cut; 0: none is planned

  // False if the power is out already. The step with which it goes out begins.
  bool begin_step() {
    if (out) return false;
    ++steps;
    if (left > 0 && --left == 0) out = true;
    return true;
  }
};

namespace {

// Recursive: opening a file may draw random bytes.
std::recursive_mutex mutex;
Power::State* present = nullptr;  // the one that lives

sqlite3_vfs* real_vfs() {
  static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
  return found;
}

// What SQLite holds for an open file; the real one follows it in the same memory.
struct OpenFile {
  sqlite3_file base;
  std::string* name;  // in the folder of the present Power; nullptr: not one of its files
  bool is_journal;    // the first sync of a journal syncs the folder too, as the real VFS does
};

OpenFile* ours(sqlite3_file* file) {
  return reinterpret_cast<OpenFile*>(file);
}

sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(ours(file) + 1);
}

// nullptr if no Power lives, or the path leads elsewhere.
std::string* name_in_folder(const char* path) {
  if (present == nullptr || path == nullptr) return nullptr;
  const fs::path whole(path);
  return whole.parent_path() == present->folder ? new std::string(whole.filename().string())
                                                : nullptr;
}

// Whether the file is one of a Power that is cut.
bool is_dead(sqlite3_file* file) {
  const std::lock_guard lock(mutex);
  return ours(file)->name != nullptr && (present == nullptr || present->out);
}

// Runs `real_work`, then notes it. Returns `failure` if the power is out, or goes out meanwhile.
template <class Work, class Note>
int change(sqlite3_file* file, int failure, Work real_work, Note note) {
  if (ours(file)->name == nullptr) return real_work();
  const std::lock_guard lock(mutex);
  if (present == nullptr || !present->begin_step()) return failure;
  if (const int result = real_work(); result != SQLITE_OK) return result;
  note(present->disk, *ours(file)->name);
  return present->out ? failure : SQLITE_OK;
}

int close_file(sqlite3_file* file) {
  const int result = real(file)->pMethods->xClose(real(file));
  delete ours(file)->name;
  ours(file)->name = nullptr;
  return result;
}

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  if (is_dead(file)) return SQLITE_IOERR_READ;
  return real(file)->pMethods->xRead(real(file), to, size, offset);
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
  return change(
      file, SQLITE_IOERR_WRITE,
      [&] { return real(file)->pMethods->xWrite(real(file), from, size, offset); },
      [&](Disk& disk, const std::string& name) {
        disk.write(name, static_cast<std::size_t>(offset),
                   {static_cast<const char*>(from), static_cast<std::size_t>(size)});
      });
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return change(
      file, SQLITE_IOERR_TRUNCATE,
      [&] { return real(file)->pMethods->xTruncate(real(file), size); },
      [&](Disk& disk, const std::string& name) {
        disk.resize(name, static_cast<std::size_t>(size));
      });
}

// A sync during which the power goes out has not happened.
int sync_file(sqlite3_file* file, int) {
  return change(
      file, SQLITE_IOERR_FSYNC, [] { return SQLITE_OK; },
      [&](Disk& disk, const std::string& name) {
        if (present->out || present->lies) return;
        disk.sync(name);
        if (ours(file)->is_journal) disk.sync_names();
        ours(file)->is_journal = false;
      });
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  if (is_dead(file)) return SQLITE_IOERR_FSTAT;
  return real(file)->pMethods->xFileSize(real(file), size);
}

int lock_file(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}

int unlock_file(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}

int is_reserved(sqlite3_file* file, int* result) {
  return real(file)->pMethods->xCheckReservedLock(real(file), result);
}

int control_file(sqlite3_file* file, int what, void* value) {
  return real(file)->pMethods->xFileControl(real(file), what, value);
}

int sector_size(sqlite3_file* file) {
  return real(file)->pMethods->xSectorSize(real(file));
}

int characteristics(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
  if (real(file)->pMethods->xShmMap == nullptr || is_dead(file)) return SQLITE_IOERR_SHMMAP;
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, to);
}

int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

void fence_shared(sqlite3_file* file) {
  real(file)->pMethods->xShmBarrier(real(file));
}

int unmap_shared(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

// Version 2: no file is mapped into memory, so every write comes by here.
constexpr sqlite3_io_methods kMethods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = fence_shared,
    .xShmUnmap = unmap_shared,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

// A file that is new, or that the store has made itself with no bytes, has a name that is not safe
// yet.
void note_opened(const std::string& name) {
  if (present->disk.has(name) || !present->begin_step()) return;
  present->disk.make(name);
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
  new (file) OpenFile{};
  real(file)->pMethods = nullptr;
  const std::lock_guard lock(mutex);
  const std::unique_ptr<std::string> name(name_in_folder(path));
  if (name != nullptr && present->out) return SQLITE_CANTOPEN;
  const int result = real_vfs()->xOpen(real_vfs(), path, real(file), flags, flags_out);
  if (result != SQLITE_OK) {
    if (real(file)->pMethods != nullptr) real(file)->pMethods->xClose(real(file));
    return result;
  }
  if (name != nullptr) {
    note_opened(*name);
    ours(file)->name = new std::string(*name);
  }
  constexpr int kJournals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;
  ours(file)->is_journal = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & kJournals) != 0;
  ours(file)->base.pMethods = &kMethods;
  return SQLITE_OK;
}

int remove_file(sqlite3_vfs*, const char* path, int sync_folder) {
  const std::lock_guard lock(mutex);
  const std::unique_ptr<std::string> name(name_in_folder(path));
  if (name == nullptr) return real_vfs()->xDelete(real_vfs(), path, 0);
  if (!present->begin_step()) return SQLITE_IOERR_DELETE;
  if (const int result = real_vfs()->xDelete(real_vfs(), path, 0); result != SQLITE_OK)
    return result;
  present->disk.remove(*name);
  if (present->out) return SQLITE_IOERR_DELETE;
  if (sync_folder != 0 && !present->lies) present->disk.sync_names();
  return SQLITE_OK;
}

// The salts of the log are the same again for the same seed.
int random_bytes(sqlite3_vfs*, int size, char* to) {
  const std::lock_guard lock(mutex);
  if (present == nullptr) return real_vfs()->xRandomness(real_vfs(), size, to);
  for (int i = 0; i < size; ++i) to[i] = static_cast<char>(present->noise.below(256));
  return size;
}

sqlite3_vfs made_vfs() {
  sqlite3_vfs made = *real_vfs();
  made.zName = "power";
  made.pNext = nullptr;
  made.szOsFile = static_cast<int>(sizeof(OpenFile)) + real_vfs()->szOsFile;
  made.xOpen = open_file;
  made.xDelete = remove_file;
  made.xRandomness = random_bytes;
  return made;
}

void install() {
  static sqlite3_vfs vfs = made_vfs();
  static const int result = sqlite3_vfs_register(&vfs, 1);
  if (result != SQLITE_OK) throw std::runtime_error("SQLite takes no other file system");
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

constexpr const char* kDatabase = "bancheng.sqlite";

// The database, its log, its journal and its shared memory.
bool is_of_sqlite(const fs::path& file) {
  return file.filename().string().starts_with(kDatabase);
}

bool is_shared_memory(const fs::path& file) {
  return file.string().ends_with("-shm");
}

// An empty database is one whose name was not synced yet.
Files files_in(const fs::path& folder) {
  Files files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!is_of_sqlite(entry.path()) || is_shared_memory(entry.path())) continue;
    std::string bytes = bytes_of(entry.path());
    if (!bytes.empty()) files[entry.path().filename().string()] = std::move(bytes);
  }
  return files;
}

void write_bytes(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

std::string noise_of(Dice& dice) {
  std::string noise(32768, '\0');
  for (char& byte : noise) byte = static_cast<char>(dice.below(256));
  return noise;
}

}  // namespace

Power::Power(const fs::path& folder, std::uint64_t seed, bool lies) {
  install();
  const fs::path real_folder = fs::canonical(folder);
  state_ = std::make_unique<State>(
      State{.folder = real_folder, .disk = Disk(files_in(real_folder)), .noise = Dice(seed)});
  state_->lies = lies;
  {
    const std::lock_guard lock(mutex);
    if (present != nullptr) throw std::logic_error("there is a Power already");
    present = state_.get();
  }
  sqlite3_randomness(0, nullptr);  // SQLite draws again, from random_bytes()
}

Power::~Power() {
  const std::lock_guard lock(mutex);
  present = nullptr;
}

void Power::cut_after(std::int64_t steps) {
  const std::lock_guard lock(mutex);
  if (!state_->out) state_->left = steps;
}

void Power::cut() {
  const std::lock_guard lock(mutex);
  state_->out = true;
}

bool Power::is_out() const {
  const std::lock_guard lock(mutex);
  return state_->out;
}

std::int64_t Power::steps() const {
  const std::lock_guard lock(mutex);
  return state_->steps;
}

std::string Power::leave(const fs::path& folder, Dice& dice) const {
  const std::lock_guard lock(mutex);
  std::string said;
  for (const auto& [name, bytes] : state_->disk.after_cut(dice, said))
    write_bytes(folder / name, bytes);
  for (const auto& entry : fs::directory_iterator(state_->folder)) {
    // The store writes these without SQLite, and has synced them when it goes on.
    if (!is_of_sqlite(entry.path())) fs::copy(entry.path(), folder / entry.path().filename());
  }
  const fs::path shared = state_->folder / (std::string(kDatabase) + "-shm");
  const std::uint64_t drawn = dice.below(3);
  if (drawn == 1 && fs::exists(shared)) write_bytes(folder / shared.filename(), bytes_of(shared));
  if (drawn == 2) write_bytes(folder / shared.filename(), noise_of(dice));
  return said;
}

}  // namespace power
