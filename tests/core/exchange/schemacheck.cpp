#include "tests/core/exchange/schemacheck.h"

#include "tests/support/temporaryproject.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace antiphon::test {

std::optional<QString> schemaFaults(const QString& schema, const QString& file)
{
    const auto data = sharedData();
    const QString xmllint = QStandardPaths::findExecutable(QStringLiteral("xmllint"));
    const QString path = data.value_or(QString()) + QStringLiteral("/refi-qda/") + schema;
    if (!data || xmllint.isEmpty() || !QFileInfo::exists(path))
        return {};
    QProcess process;
    process.start(xmllint, {QStringLiteral("--noout"), QStringLiteral("--nonet"), QStringLiteral("--schema"),
                            path, file});
    if (!process.waitForFinished(60000))
        return QStringLiteral("xmllint did not end");
    const QString said = QString::fromUtf8(process.readAllStandardError());
    return process.exitCode() == 0 ? QString() : said.left(2000);
}

} // namespace antiphon::test
