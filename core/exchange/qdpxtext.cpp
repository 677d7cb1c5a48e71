#include "core/exchange/qdpxtext.h"

#include "core/base/linereader.h"

#include <QStringDecoder>

namespace antiphon {

namespace {

Result<QString> decoded(const QByteArray& bytes, const QString& path)
{
    const auto wide = QStringDecoder::encodingForData(bytes);
    QString text;
    if (isValidUtf8({bytes.constData(), static_cast<std::size_t>(bytes.size())})) {
        // fromUtf8() would swallow the byte order mark.
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
        text = decoder(bytes);
    } else if (wide == QStringDecoder::Utf16LE || wide == QStringDecoder::Utf16BE) {
        QStringDecoder decoder(*wide, QStringDecoder::Flag::ConvertInitialBom);
        text = decoder(bytes);
    } else {
        return fail(ErrorCode::InvalidText, path, QStringLiteral("its text %1 is not UTF-8").arg(path));
    }
    return text.replace(QChar(0), QChar(QChar::ReplacementCharacter));
}

} // namespace

Result<QString> textOfPath(const QHash<QString, QByteArray>& files, const QString& path)
{
    static const QString scheme = QStringLiteral("internal://");
    if (!path.startsWith(scheme, Qt::CaseInsensitive))
        return fail(ErrorCode::NotPossible, path,
                    QStringLiteral("its text lies outside of the file, at %1").arg(path));
    const auto found = files.constFind(path.mid(scheme.size()).toLower());
    if (found == files.constEnd())
        return fail(ErrorCode::NotFound, path, QStringLiteral("its text %1 is not in the file").arg(path));
    return decoded(*found, path);
}

} // namespace antiphon
