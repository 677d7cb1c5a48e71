#include "tests/core/merge/mergecopies.h"

#include "core/coding/coderstore.h"
#include "core/coding/codingstore.h"

namespace antiphon::test {

void MergeCopies::part()
{
    ASSERT_OK(db().backupTo(otherPath()));
    auto opened = openProject(otherPath());
    ASSERT_OK(opened);
    m_other = std::move(*opened);
}

Result<void> MergeCopies::act(const Connection& in, const QByteArray& sql)
{
    return EditHistory(in).record({QStringLiteral("anna")}, QString::fromUtf8(sql),
                                  [&] { return in.execute(sql.constData()); });
}

QString MergeCopies::text(const Connection& in, const QByteArray& sql)
{
    auto select = in.prepare(sql.toStdString());
    return select && select->step().value_or(false) ? select->text(0) : QStringLiteral("(none)");
}

qint64 MergeCopies::count(const Connection& in, const QByteArray& what)
{
    return in.integer(("SELECT count(*) FROM " + what).toStdString()).value_or(-1);
}

bool MergeCopies::code(const Connection& in, const TurnPlace& at, const Code& with, const QString& by)
{
    return EditHistory(in)
        .record({by}, QStringLiteral("Code"),
                [&]() -> Result<void> {
                    ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(in, by));
                    Coding coding;
                    coding.code = with.id;
                    coding.coder = coder.id;
                    coding.target = {at.dialogue, at.turn};
                    ANTIPHON_TRY(addCoding(in, coding));
                    return {};
                })
        .has_value();
}

} // namespace antiphon::test
