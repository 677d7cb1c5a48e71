// Matrices in NumPy's file format (numpy.lib.format, versions 1 to 3).
#pragma once

#include "core/base/result.h"

#include <QFile>

#include <memory>
#include <vector>

namespace antiphon {

// Reads a matrix row by row.
class NpyFile
{
public:
    // Errors: NotFound, PermissionDenied; WrongFormat for anything but two dimensions of little-endian
    // float32 or float64 in C order, or when the file is shorter than its header says.
    static Result<NpyFile> open(const QString& path);

    qint64 rows() const { return m_rows; }
    qint64 columns() const { return m_columns; }
    // The next row. Errors: ReadFailed.
    Result<void> read(std::vector<float>& row);

private:
    NpyFile() = default;
    Result<void> readHeader();

    std::unique_ptr<QFile> m_file;
    qint64 m_rows = 0;
    qint64 m_columns = 0;
    qint64 m_bytesOfANumber = 4;
};

} // namespace antiphon
