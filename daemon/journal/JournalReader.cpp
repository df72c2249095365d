// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal/JournalReader.h"

#include "daemon/journal/BackwardLines.h"
#include "daemon/net/FileDescriptor.h"
#include "shared/events/AuthEventReader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace wharfgate::journal {

namespace {

/// Rotated files are looked for up to this number, whatever the settings say now: more may have
/// been kept before.
constexpr int kMaxFiles = 1000;

/// Records are nearly in the order of their times: a request is recorded when it ends and tells
/// when it began, and the clock may be set.
constexpr std::chrono::hours kDisorder{1};

auto failureOf(const std::string &file, int error)
{
    return failure(ErrorCode::Io,
                   "cannot read " + file + ": " + std::generic_category().message(error));
}

/// FNV-1a of the first line, or of as much of it as tells files apart.
std::uint64_t hashOfBeginning(int descriptor)
{
    std::array<char, 256> bytes{};
    const ssize_t count = pread(descriptor, bytes.data(), bytes.size(), 0);
    std::string_view line(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (const std::size_t end = line.find('\n'); end != std::string_view::npos)
        line = line.substr(0, end);
    else if (line.size() < bytes.size())
        line = {}; // still growing
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : line)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

} // namespace

struct JournalReader::OpenFile
{
    net::FileDescriptor descriptor;
    JournalCursor end; // what stands there now
    int number = 0;    // 0: not rotated
    std::string name;
};

JournalReader::JournalReader(std::string file)
    : JournalReader(std::move(file), Limits())
{}

JournalReader::JournalReader(std::string file, Limits limits)
    : m_file(std::move(file))
    , m_limits(limits)
{}

/// Nothing if there is no such file, or if it is none that can be read back (a FIFO, a terminal).
Result<std::optional<JournalReader::OpenFile>> JournalReader::open(int number) const
{
    OpenFile file;
    file.number = number;
    file.name = number == 0 ? m_file : m_file + '.' + std::to_string(number);
    // Without waiting for the writer of a FIFO.
    file.descriptor.reset(::open(file.name.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!file.descriptor.isValid() && (errno == ENOENT || errno == ENXIO))
        return std::nullopt;
    struct stat status
    {};
    if (!file.descriptor.isValid() || fstat(file.descriptor.get(), &status) != 0)
        return failureOf(file.name, errno);
    if (!S_ISREG(status.st_mode))
        return std::nullopt;
    file.end = {status.st_dev, status.st_ino, hashOfBeginning(file.descriptor.get()),
                static_cast<std::uint64_t>(status.st_size)};
    return file;
}

/// The newest file. Between two steps of a rotation there may be none without a number.
Result<std::optional<JournalReader::OpenFile>> JournalReader::newest() const
{
    auto file = open(0);
    return !file || *file ? std::move(file) : open(1);
}

Result<std::optional<JournalReader::OpenFile>> JournalReader::find(const JournalCursor &place) const
{
    for (int number = 0; number <= kMaxFiles; ++number) {
        auto file = open(number);
        if (!file)
            return file;
        if (!*file && number > 0)
            break;
        if (*file && (*file)->end.isSameFile(place))
            // Cut and grown again, it would not be the same.
            return (*file)->end.offset >= place.offset ? std::move(file) : std::nullopt;
    }
    return std::nullopt;
}

Result<std::optional<JournalReader::OpenFile>>
JournalReader::olderThan(const JournalCursor &place) const
{
    constexpr int kTries = 3;
    for (int i = 0; i < kTries; ++i) {
        const auto newer = find(place);
        if (!newer)
            return tl::unexpected(newer.error());
        if (!*newer)
            break;
        auto older = open((*newer)->number + 1);
        // Between the two steps the files may have been rotated.
        if (!older || !*older || !(*older)->end.isSameFile(place))
            return older;
    }
    return std::nullopt;
}

/// Gathers one page.
class JournalReader::Scan
{
public:
    enum class Outcome
    {
        Full,  // the page is
        Ended, // the file is at its beginning
        TooOld // and so is everything before
    };

    Scan(const Limits &limits, const events::EventFilter &filter, std::size_t limit)
        : m_limits(limits)
        , m_filter(filter)
        , m_limit(limit)
        , m_deadline(std::chrono::steady_clock::now() + limits.time)
    {}

    /// Reads from `offset` back, at least one line, and sets it to where to go on.
    Result<Outcome> readFile(int descriptor, std::uint64_t &offset);
    bool isFull() const
    {
        return m_page.events.size() >= m_limit || m_bytes >= m_limits.bytes ||
               m_page.scanned >= m_limits.lines || std::chrono::steady_clock::now() >= m_deadline;
    }
    Page &page() { return m_page; }

private:
    /// False if all that is older is too old for the filter.
    bool take(std::string_view line);

    const Limits &m_limits;
    const events::EventFilter &m_filter;
    const std::size_t m_limit;
    const std::chrono::steady_clock::time_point m_deadline;
    Page m_page;
    std::size_t m_bytes = 0;
};

bool JournalReader::Scan::take(std::string_view line)
{
    auto event = events::readAuthEvent(line);
    if (!event)
        return true;
    if (m_filter.matches(*event)) {
        m_bytes += line.size();
        m_page.events.push_back(std::move(*event));
        return true;
    }
    const auto from = m_filter.from();
    return !from || event->time >= *from - kDisorder;
}

Result<JournalReader::Scan::Outcome> JournalReader::Scan::readFile(int descriptor,
                                                                   std::uint64_t &offset)
{
    BackwardLines lines(descriptor, offset, events::kMaxEventLine);
    do {
        const auto step = lines.next();
        if (!step)
            return tl::unexpected(step.error());
        offset = lines.position();
        if (step->kind == BackwardLines::Kind::End)
            return Outcome::Ended;
        ++m_page.scanned;
        if (step->kind == BackwardLines::Kind::Line && !take(step->line))
            return Outcome::TooOld;
    } while (!isFull());
    return offset == 0 ? Outcome::Ended : Outcome::Full;
}

Result<JournalReader::Page> JournalReader::read(const events::EventFilter &filter,
                                                std::optional<JournalCursor> before,
                                                std::size_t limit) const
{
    Scan scan(m_limits, filter, limit);
    auto file = before ? find(*before) : newest();
    while (file && *file) {
        JournalCursor place = (*file)->end;
        if (before)
            place.offset = std::exchange(before, std::nullopt)->offset;
        const auto outcome = scan.readFile((*file)->descriptor.get(), place.offset);
        if (!outcome)
            return failure(ErrorCode::Io,
                           "cannot read " + (*file)->name + ": " + outcome.error().detail);
        if (*outcome == Scan::Outcome::Full)
            scan.page().next = place;
        if (*outcome != Scan::Outcome::Ended)
            return std::move(scan.page());
        file = olderThan(place);
        if (file && *file && scan.isFull()) {
            scan.page().next = (*file)->end;
            return std::move(scan.page());
        }
    }
    if (!file)
        return tl::unexpected(file.error());
    return std::move(scan.page());
}

} // namespace wharfgate::journal
