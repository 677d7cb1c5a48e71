// Reading a .qdpx of whatever program; nothing of a project file is touched.
#pragma once

#include "core/base/result.h"
#include "core/exchange/qdpxproject.h"

namespace antiphon {

// Elements are known by their names, whatever version their namespace says; containers may be empty; the .qde
// may have any name and the folder of sources any case. Texts are taken from the archive alone: those that
// lie elsewhere, pictures, sound, video, styled text and pages are told as losses; of a PDF its plain text is
// taken. Errors: those of openQdpx and checkExchangeXml; WrongFormat for another root than Project.
Result<QdpxProject> readQdpx(const QByteArray& bytes, const QString& subject);

} // namespace antiphon
