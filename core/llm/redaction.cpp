#include "core/llm/redaction.h"

#include <QRegularExpression>

namespace antiphon {

void takeOut(QString& text, QByteArrayView key)
{
    if (!key.isEmpty()) // keys are ASCII; no copy of one is made
        text.replace(QLatin1String(key.data(), key.size()), QStringLiteral("[key]"));
}

QString redacted(const QString& text, QByteArrayView key)
{
    static const QRegularExpression bearer(QStringLiteral("(?i)bearer\\s+[^\\s\"',}]+"));
    static const QRegularExpression masked(QStringLiteral("[^\\s\"':]*\\*{3,}[^\\s\"',}]*"));
    const QString mark = QStringLiteral("[key]");
    QString clean = text;
    takeOut(clean, key);
    clean.replace(bearer, mark);
    clean.replace(masked, mark);
    return clean;
}

} // namespace antiphon
