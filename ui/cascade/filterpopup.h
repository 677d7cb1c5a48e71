// The field in which a filter is typed: "genre reggae", "not mood sad", "year 1990-1999".
#pragma once

#include "core/cascade/pool.h"

#include <QFrame>

class QLineEdit;

namespace antiphon {

class NextValuesList;
struct NextRow;

// Rows for what was typed: the values whose type and text have every word in them, most tracks first; a range
// of a type of numbers stands as it is. A leading "not" or "!" is no word. At most `limit` values.
QList<NextRow> matchingValues(const CatalogueIndex& index, const QString& typed, int limit);
// Whether the typed text begins with "not" or "!".
Sense typedSense(const QString& typed);

// Enter adds the value in hand, Shift+Enter excludes it, Escape closes.
class FilterPopup : public QFrame
{
    Q_OBJECT
public:
    explicit FilterPopup(QWidget* parent);
    void open(std::shared_ptr<const CatalogueIndex> index, const QPoint& globalPlace);
    QLineEdit* field() const { return m_field; }

Q_SIGNALS:
    void chosen(const antiphon::Filter& filter);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void finish(Filter filter);
    std::shared_ptr<const CatalogueIndex> m_index;
    QLineEdit* m_field;
    NextValuesList* m_list;
};

} // namespace antiphon
