// The project file: a SQLite database with an application id and numbered migrations.
#pragma once

#include "core/storage/connection.h"

namespace antiphon {

// "Anti" in ASCII; marks the file for file(1) and for us.
inline constexpr qint64 projectApplicationId = 0x416e7469;

// The number of the newest migration this program knows.
int schemaVersion();

// Makes a new project file. Errors: AlreadyExists, those of Connection::open. Leaves no file behind on
// failure.
Result<Connection> createProject(const QString& path);

// Opens a project file; with ReadWrite it runs the migrations that are missing, each in one transaction; with
// ReadOnly it sees as the coder in hand may (core/storage/blinding.h).
// Errors: NotFound, NotAFile, EmptyFile, NotAProject, DamagedProject, NewerProject, PermissionDenied,
// ProjectBusy. A refused file is left byte for byte as it was.
Result<Connection> openProject(const QString& path, Access access = Access::ReadWrite);

// A number that moves when another connection, of whichever program, has committed to the file.
Result<qint64> dataVersion(const Connection& connection);

// Every fault that SQLite's own checks of structure and foreign keys find, one line each; empty when the file
// is sound.
Result<QStringList> checkIntegrity(const Connection& connection);

} // namespace antiphon
