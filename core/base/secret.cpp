#include "core/base/secret.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstring>
#include <new>

namespace antiphon {

class Secret::Vault
{
public:
    explicit Vault(QByteArrayView bytes) : m_size(static_cast<size_t>(bytes.size())), m_room(roomFor(m_size))
    {
        forbidCoreFiles();
        m_pages = mmap(nullptr, m_room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (m_pages == MAP_FAILED)
            throw std::bad_alloc();
        mlock(m_pages, m_room); // a machine that forbids it keeps the key all the same
        madvise(m_pages, m_room, MADV_DONTDUMP);
        std::memcpy(m_pages, bytes.data(), m_size);
    }
    ~Vault()
    {
        explicit_bzero(m_pages, m_room);
        munmap(m_pages, m_room);
    }
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    QByteArrayView bytes() const
    {
        return {static_cast<const char*>(m_pages), static_cast<qsizetype>(m_size)};
    }

private:
    static size_t roomFor(size_t size)
    {
        const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
        return (size + page - 1) / page * page;
    }

    size_t m_size;
    size_t m_room;
    void* m_pages;
};

Secret::Secret(QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        m_vault = std::make_shared<const Vault>(bytes);
}

Secret Secret::taking(QByteArray& bytes)
{
    const Secret secret{QByteArrayView(bytes)};
    wipe(bytes);
    return secret;
}

QByteArrayView Secret::bytes() const
{
    return m_vault ? m_vault->bytes() : QByteArrayView();
}

void wipe(QByteArray& bytes)
{
    if (bytes.isDetached())
        explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
}

void forbidCoreFiles()
{
    prctl(PR_SET_DUMPABLE, 0); // also where the system pipes core files to a program
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

} // namespace antiphon
