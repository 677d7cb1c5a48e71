#include "core/base/secret.h"

#include <QDebug>
#include <QFile>

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>

using namespace antiphon;

namespace {

template<typename T>
concept Printable = requires(QDebug debug, const T& value)
{
    debug << value;
};
static_assert(Printable<QString> && !Printable<Secret>);

// The flags that the system keeps for the pages where the address lies.
QByteArray flagsOfPagesAt(const void* address)
{
    QFile maps(QStringLiteral("/proc/self/smaps"));
    if (!maps.open(QIODevice::ReadOnly))
        return {};
    const auto wanted = reinterpret_cast<quintptr>(address);
    bool inside = false;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> range = line.left(line.indexOf(' ')).split('-');
        if (range.size() == 2)
            inside = range.at(0).toULongLong(nullptr, 16) <= wanted &&
                     wanted < range.at(1).toULongLong(nullptr, 16);
        if (inside && line.startsWith("VmFlags:"))
            return line;
    }
    return {};
}

} // namespace

TEST(Secret, liesInPagesThatNoCoreFileHolds)
{
    QByteArray source("sk-");
    source.append("only-here-1234567890");
    const char* bytes = source.constData();
    const Secret secret = Secret::taking(source);
    EXPECT_TRUE(source.isEmpty());
    EXPECT_EQ(secret.bytes(), QByteArrayView("sk-only-here-1234567890"));
    EXPECT_NE(static_cast<const void*>(secret.bytes().data()), static_cast<const void*>(bytes));
    const QByteArray flags = flagsOfPagesAt(secret.bytes().data());
    ASSERT_FALSE(flags.isEmpty());
    EXPECT_TRUE(flags.contains(" dd")) << flags.toStdString(); // "do not dump"
    EXPECT_EQ(prctl(PR_GET_DUMPABLE), 0);
    rlimit limit{};
    ASSERT_EQ(getrlimit(RLIMIT_CORE, &limit), 0);
    EXPECT_EQ(limit.rlim_cur, 0U);
}

TEST(Secret, isSharedByCopiesAndEmptyWithoutBytes)
{
    EXPECT_TRUE(Secret().isEmpty());
    EXPECT_TRUE(Secret(QByteArrayView("")).isEmpty());
    Secret first(QByteArrayView("abc"));
    const Secret second = first;
    EXPECT_EQ(first.bytes().data(), second.bytes().data());
    first = {};
    EXPECT_EQ(second.bytes(), QByteArrayView("abc"));
}

TEST(Secret, wipesBytesThatNobodyShares)
{
    QByteArray alone("0123456789abcdef0123456789abcdef");
    alone.append('!');
    QByteArray shared = alone;
    wipe(shared);
    EXPECT_TRUE(shared.isEmpty());
    EXPECT_TRUE(alone.startsWith("0123")); // the other owner keeps its text
}
