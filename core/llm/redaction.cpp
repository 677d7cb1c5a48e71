#include "core/llm/redaction.h"

#include <QRegularExpression>

namespace antiphon {

QString redacted(const QString& text, const QByteArray& key)
{
    static const QRegularExpression bearer(QStringLiteral("(?i)bearer\\s+[^\\s\"',}]+"));
    static const QRegularExpression masked(QStringLiteral("[^\\s\"':]*\\*{3,}[^\\s\"',}]*"));
    const QString mark = QStringLiteral("[key]");
    QString clean = text;
    if (!key.isEmpty())
        clean.replace(QString::fromUtf8(key), mark);
    clean.replace(bearer, mark);
    clean.replace(masked, mark);
    return clean;
}

} // namespace antiphon
