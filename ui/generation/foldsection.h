// Fields that stay out of sight until they are asked for.
#pragma once

#include <QWidget>

class QFormLayout;
class QPushButton;

namespace antiphon {

class TextLabel;

// A button with the title and, while it is folded, what its fields say in a few words; below it the fields.
class FoldSection : public QWidget
{
    Q_OBJECT
public:
    explicit FoldSection(const QString& title, QWidget* parent);

    QFormLayout* form() const { return m_form; }
    QWidget* body() const { return m_body; }
    void setRemark(const QString& remark);
    void setOpen(bool open);
    bool isOpen() const { return m_open; }

private:
    QPushButton* m_toggle;
    TextLabel* m_remark;
    QWidget* m_body;
    QFormLayout* m_form;
    bool m_open = false;
};

} // namespace antiphon
