// The particulars of the column in hand: family, marks of unknown cells, other names, classes of numbers.
#pragma once

#include "core/catalogue/cataloguemap.h"
#include "ui/panes/panecontext.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace antiphon {

class AliasEditor;
class BinsEditor;
class EmptyView;
class SectionHeader;
class TextLabel;

class ColumnPanel : public QWidget
{
    Q_OBJECT
public:
    ColumnPanel(const PaneContext& context, QWidget* parent);
    // Nothing: the column in hand is no attribute.
    void show(const QString& column, const std::optional<AttributeMap>& attribute);
    const AttributeMap& attribute() const { return m_attribute; }

Q_SIGNALS:
    void changed(); // attribute() is another one; its type and column are as they were shown

private:
    QWidget* makeForm();
    void showFamily();
    AttributeMap m_attribute;
    SectionHeader* m_header;
    TextLabel* m_none;
    AliasEditor* m_aliases;
    BinsEditor* m_bins;
    QComboBox* m_family = nullptr; // made with the form
    QLineEdit* m_missing = nullptr;
    QWidget* m_form;
};

// The cells that a text with commas names.
QStringList marksOf(const QString& text);

} // namespace antiphon
