// A key in memory: kept out of core files and swap, wiped when the last copy goes, never printed.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

class QDebug;

namespace antiphon {

// Copies share the bytes, which lie in pages of their own: locked where the system allows it, left out of
// core files. The first secret of a process also forbids core files as such (forbidCoreFiles()).
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView bytes);
    // Takes the bytes over and wipes where they came from.
    static Secret taking(QByteArray& bytes);

    bool isEmpty() const { return !m_vault; }
    QByteArrayView bytes() const;

    friend QDebug operator<<(QDebug, const Secret&) = delete;

private:
    class Vault;
    std::shared_ptr<const Vault> m_vault;
};

// Overwrites the bytes in place, if no other QByteArray shares them, and empties.
void wipe(QByteArray& bytes);
// From here on no crash of this process leaves a core file. Source: prctl(2), PR_SET_DUMPABLE.
void forbidCoreFiles();

} // namespace antiphon
