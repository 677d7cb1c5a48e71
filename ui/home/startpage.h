// What the window shows while no project is open.
#pragma once

#include <QWidget>

#include <functional>

namespace antiphon {

QWidget* makeStartPage(QWidget* parent,
                       std::function<void(const QString& station, const QString& target)> navigate,
                       std::function<QStringList()> recentProjects);

} // namespace antiphon
