// The pages of the coding station beside the dialogue.
#pragma once

#include <QList>
#include <QString>

#include <functional>

class QWidget;

namespace antiphon {

class CodingDesk;

// A page follows the desk's signals by itself and sets its focus proxy. It is made when it is first shown.
struct CodingPage
{
    QString id;      // "findings": in saved state, and for navigate()
    QString title;   // "Findings": on the tab
    QString command; // "Show what the codes say": in the palette
    std::function<QWidget*(CodingDesk& desk, QWidget* parent)> create;
    // Shows the thing that `target` names, as Workspace::navigate(); empty: the page has none.
    std::function<void(QWidget* page, const QString& target)> navigate = {};
    // Places in the page that have a command of their own.
    struct Place
    {
        QString target;  // for navigate(): "transitions"
        QString command; // "Show which codes follow which"
    };
    QList<Place> places = {};
    bool isAside = false; // has a tab only while it is shown
};

// In the order of the tabs.
QList<CodingPage> codingPages();

} // namespace antiphon
