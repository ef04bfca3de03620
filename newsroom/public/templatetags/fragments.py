from django import template

from newsroom.public.fragments import fragment

register = template.Library()
register.simple_tag(fragment)
