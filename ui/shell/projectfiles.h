// Opening and making project files, as work for a job.
#pragma once

#include "core/jobs/jobrunner.h"
#include "core/storage/project.h"

namespace antiphon {

QString projectName(const QString& path);       // the file's name without its ending
QString withProjectEnding(const QString& path); // adds ".antiphon" where it lacks

// Both leave the file ready for a session and return its path. Errors: those of openProject and
// createProject.
Result<QString> openProjectFile(const QString& path);
using FillProject = std::function<Result<void>(const Connection&, const JobContext&)>;
// Leaves no file behind when `fillNew` fails.
Result<QString> createProjectFile(const QString& path, const FillProject& fillNew, const JobContext& job);

// Opens the sample at `path`, or makes it: filled beside its place and moved there when it is whole, so that
// a stopped attempt leaves nothing.
Result<QString> openOrMakeSample(const QString& path, const FillProject& fill, const JobContext& job);

} // namespace antiphon
