#include "core/catalogue/npyfile.h"

#include <QRegularExpression>

#include <cstring>

namespace antiphon {

namespace {

constexpr qint64 longestHeader = 64 * 1024;
constexpr qint64 mostColumns = 1'000'000;

} // namespace

Result<NpyFile> NpyFile::open(const QString& path)
{
    NpyFile npy;
    npy.m_file = std::make_unique<QFile>(path);
    if (!npy.m_file->exists())
        return fail(ErrorCode::NotFound, path);
    if (!npy.m_file->open(QIODevice::ReadOnly))
        return fail(ErrorCode::PermissionDenied, path, npy.m_file->errorString());
    ANTIPHON_TRY(npy.readHeader());
    return npy;
}

Result<void> NpyFile::readHeader()
{
    const auto wrong = [this](const QString& why) {
        return fail(ErrorCode::WrongFormat, m_file->fileName(), why);
    };
    const QByteArray start = m_file->read(8);
    if (start.size() < 8 || !start.startsWith("\x93NUMPY") || start[6] < 1 || start[6] > 3)
        return wrong(QStringLiteral("it is no NumPy file"));
    const QByteArray size = m_file->read(start[6] == 1 ? 2 : 4);
    qint64 headerSize = 0;
    for (qsizetype i = size.size(); i > 0; --i)
        headerSize = headerSize * 256 + static_cast<unsigned char>(size[i - 1]);
    if (headerSize > longestHeader)
        return wrong(QStringLiteral("its header is too long"));
    const QString header = QString::fromLatin1(m_file->read(headerSize));
    static const QRegularExpression kind(QStringLiteral("'descr':\\s*'<f([48])'"));
    static const QRegularExpression order(QStringLiteral("'fortran_order':\\s*False"));
    static const QRegularExpression shape(
        QStringLiteral("'shape':\\s*\\(\\s*(\\d+),\\s*(\\d+)\\s*,?\\s*\\)"));
    const auto kindFound = kind.match(header);
    const auto shapeFound = shape.match(header);
    if (!kindFound.hasMatch() || !order.match(header).hasMatch() || !shapeFound.hasMatch())
        return wrong(
            QStringLiteral("it has to hold a matrix of float32 or float64, little endian, row by row"));
    m_bytesOfANumber = kindFound.captured(1).toInt();
    m_rows = shapeFound.captured(1).toLongLong();
    m_columns = shapeFound.captured(2).toLongLong();
    const qint64 left = m_file->size() - m_file->pos();
    if (m_columns < 1 || m_columns > mostColumns || m_rows > left / (m_columns * m_bytesOfANumber))
        return wrong(QStringLiteral("it ends before its last row"));
    return {};
}

Result<void> NpyFile::read(std::vector<float>& row)
{
    const QByteArray bytes = m_file->read(m_columns * m_bytesOfANumber);
    if (bytes.size() != m_columns * m_bytesOfANumber)
        return fail(ErrorCode::ReadFailed, m_file->fileName(), m_file->errorString());
    row.resize(static_cast<std::size_t>(m_columns));
    for (std::size_t i = 0; i < row.size(); ++i) {
        const char* at = bytes.data() + i * static_cast<std::size_t>(m_bytesOfANumber);
        if (m_bytesOfANumber == 4) {
            std::memcpy(&row[i], at, 4);
        } else {
            double number = 0;
            std::memcpy(&number, at, 8);
            row[i] = static_cast<float>(number);
        }
    }
    return {};
}

} // namespace antiphon
