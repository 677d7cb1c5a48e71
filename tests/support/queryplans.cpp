#include "tests/support/queryplans.h"

#include "core/storage/sqlite.h"

namespace antiphon::test {

namespace {

int noteStatement(unsigned, void* statements, void* statement, void*)
{
    const char* sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
    static_cast<QSet<QString>*>(statements)->insert(QString::fromUtf8(sql ? sql : ""));
    return 0;
}

// "SCAN turn USING INDEX turn_place" -> "turn"; nothing for what is no walk over a table.
QString walkedTable(const QString& line)
{
    const QStringList words = line.split(QLatin1Char(' '));
    // The index of full text looks through its own few settings.
    const bool walks = words.value(0) == QLatin1String("SCAN") &&
                       words.value(1) != QLatin1String("CONSTANT") &&
                       !line.contains(QLatin1String("VIRTUAL TABLE")) &&
                       !words.value(1).contains(QLatin1String("turn_text_"));
    return walks ? words.value(1).remove(QLatin1String("main.")) : QString();
}

} // namespace

QueryPlans::QueryPlans(const Connection& connection) : m_connection(connection)
{
    sqlite3_trace_v2(connection.handle(), SQLITE_TRACE_STMT, noteStatement, &m_statements);
}

QueryPlans::~QueryPlans()
{
    sqlite3_trace_v2(m_connection.handle(), 0, nullptr, nullptr);
}

QStringList QueryPlans::walks(const QSet<QString>& small) const
{
    QStringList found;
    const QSet<QString> statements = m_statements; // the questions below are noted, too
    for (const QString& sql : statements) {
        auto plan = m_connection.prepare("EXPLAIN QUERY PLAN " + sql.toStdString());
        while (plan && plan->step().value_or(false)) {
            const QString line = plan->text(3);
            if (const QString table = walkedTable(line); !table.isEmpty() && !small.contains(table))
                found << line + QStringLiteral(": ") + sql.simplified();
        }
    }
    found.sort();
    return found;
}

} // namespace antiphon::test
