#include "core/exchange/exchangexml.h"

#include "core/base/codepalette.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace antiphon {

namespace {

qint64 distance(quint32 a, quint32 b)
{
    qint64 sum = 0;
    for (const int shift : {0, 8, 16}) {
        const qint64 step =
            static_cast<qint64>((a >> shift) & 0xff) - static_cast<qint64>((b >> shift) & 0xff);
        sum += step * step;
    }
    return sum;
}

} // namespace

QString withoutForbidden(const QString& text)
{
    QString kept;
    kept.reserve(text.size());
    const auto codePoints = text.toUcs4();
    for (const char32_t c : codePoints) {
        const bool allowed = c == '\t' || c == '\n' || (c >= 0x20 && c < 0xd800) ||
                             (c >= 0xe000 && c < 0x110000 && (c & 0xfffe) != 0xfffe);
        if (allowed)
            kept += QString::fromUcs4(&c, 1);
    }
    return kept;
}

QString exchangeOrigin()
{
    return QStringLiteral("Antiphon");
}

QString exchangeTime(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString exchangeColour(int colour)
{
    const quint32 value = lightCodePalette[static_cast<std::size_t>(colour < 0 ? 7 : colour % 8)];
    return QStringLiteral("#%1").arg(value, 6, 16, QLatin1Char('0')).toUpper();
}

std::optional<int> colourNearTo(const QString& colour)
{
    static const QRegularExpression form(QStringLiteral("^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"));
    const auto match = form.match(colour.trimmed());
    if (!match.hasMatch())
        return {};
    QString digits = match.captured(1);
    if (digits.size() == 3)
        digits = QString(2, digits[0]) + QString(2, digits[1]) + QString(2, digits[2]);
    const quint32 wanted = digits.toUInt(nullptr, 16);
    const auto nearest =
        std::min_element(lightCodePalette.begin(), lightCodePalette.end(),
                         [&](quint32 a, quint32 b) { return distance(a, wanted) < distance(b, wanted); });
    return static_cast<int>(nearest - lightCodePalette.begin());
}

Result<void> checkExchangeXml(const QByteArray& xml, const QString& subject)
{
    QXmlStreamReader reader(xml);
    const auto refuse = [&](const QString& why) {
        return fail(Error{ErrorCode::WrongFormat, subject, reader.lineNumber(), why});
    };
    int depth = 0;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
            return refuse(QStringLiteral("document types and entities are not read"));
        case QXmlStreamReader::StartElement:
            if (++depth > exchangeDepth)
                return refuse(QStringLiteral("its elements lie more than %1 deep").arg(exchangeDepth));
            break;
        case QXmlStreamReader::EndElement:
            --depth;
            break;
        default:
            break;
        }
    }
    if (reader.hasError())
        return refuse(reader.errorString());
    return {};
}

} // namespace antiphon
